"""What is read from our own texts is what was accepted last; where it is not, the entries that differ are shown."""

from __future__ import annotations

from pathlib import Path

import freeze
import pytest

from agents.lexicon import Lexicon, load


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.mark.parametrize("name", freeze.CORPORA)
def test_nothing_is_read_otherwise_than_was_accepted(name: str, lexicon: Lexicon) -> None:
    if shown := freeze.difference(name, freeze.frozen(name, lexicon)):
        pytest.fail(f"{name} is read otherwise ({freeze.ACCEPT}):\n{shown}", pytrace=False)


def test_every_frozen_file_has_its_corpus() -> None:
    assert {path.stem for path in freeze.FROZEN.glob("*.txt")} == set(freeze.CORPORA)


def test_a_difference_shows_the_entries_that_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "FROZEN", tmp_path)
    before = "=== a He left.\nname 'Oslo' LOC\nname 'Rome' LOC\n=== b Same.\nsignal x\n=== c Gone.\n"
    (tmp_path / "few.txt").write_text(before, encoding="utf-8")
    assert freeze.difference("few", before) == ""
    after = "=== a He left.\nname 'Oslo' ORG\nname 'Rome' LOC\n=== b Same.\nsignal x\n=== d New.\nsignal y\n"
    assert freeze.difference("few", after).splitlines() == [
        "=== a He left.",
        "  -name 'Oslo' LOC",
        "  +name 'Oslo' ORG",
        "=== c Gone.",
        "=== d New.",
        "  +signal y",
    ]


def test_a_corpus_that_was_never_accepted_is_all_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "FROZEN", tmp_path)
    assert freeze.difference("none", "=== a He left.\nsignal x\n") == "=== a He left.\n  +signal x"
