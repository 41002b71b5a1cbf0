"""A broken lexicon and a broken list of feeds are told with their entry."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from agents.lexicon.errors import LexiconError
from streams.doctor import data
from streams.settings import Settings


def test_the_bundled_files_are_well() -> None:
    assert data.lexicon().state == "ok"
    assert "version" in data.lexicon().detail
    assert data.feeds(Settings()).state == "ok"


def test_a_broken_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise LexiconError(Path("states.tsv"), "FRA", "no name")

    monkeypatch.setattr(data, "load_lexicon", load)
    check = data.lexicon()
    assert check.state == "fail"
    assert "FRA" in check.detail


def test_a_slow_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 9.0])
    monkeypatch.setattr(data, "load_lexicon", lambda: SimpleNamespace(version="v"))
    monkeypatch.setattr(data.time, "perf_counter", lambda: next(times))
    assert data.lexicon().state == "warn"


def test_broken_and_empty_feeds(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    assert data.feeds(Settings(feeds_file=str(file))).state == "fail"
    file.write_text("")
    assert data.feeds(Settings(feeds_file=str(file))).state == "warn"
    file.write_text("[[feed]]\nid = 'NOT AN ID'\nurl = 'https://example.org/feed'\n")
    assert data.feeds(Settings(feeds_file=str(file))).state == "fail"
