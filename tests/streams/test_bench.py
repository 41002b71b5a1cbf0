"""The bench measures what it says: every step, the sum, a peer that works for its time, and a ratio of the two."""

from __future__ import annotations

from typing import Any

import pytest

from agents.extraction.backend import BackendError
from agents.lexicon import load
from streams import bench

STEPS = ["text", "entities", "quotes", "signals", "all"]


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return bench.measure(rounds=1)


def test_every_step_and_the_whole_are_told(found: dict[str, Any]) -> None:
    for figure in ("ms_per_450_words", "articles_per_cpu_s", "words_per_cpu_s", "ratio"):
        assert list(found[figure]) == STEPS
        assert min(found[figure].values()) > 0
    ms = found["ms_per_450_words"]
    assert ms["all"] > max(ms[step] for step in STEPS[:-1])  # timed by itself: it has more than these steps
    assert (found["names"], found["versions"]["lexicon"]) == ("rules", load().version)


def test_the_ratio_is_ours_by_the_peers(found: dict[str, Any]) -> None:
    ours, peer = found["ms_per_450_words"]["all"], found["peer"]["ms_per_450_words"]
    assert peer > 0
    assert found["ratio"]["all"] == pytest.approx(ours / peer, rel=0.02)


def test_without_spacy_the_peer_is_missing_and_no_other_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "blank_tokeniser", lambda: None)
    found = bench.measure(rounds=1)
    assert found["ratio"] is None
    assert "demarche-news[spacy]" in found["peer"]["missing"]
    assert "ms_per_450_words" not in found["peer"]
    assert found["ms_per_450_words"]["all"] > 0


def test_the_peer_is_timed_on_what_it_has_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    clock = iter([1.0, 3.5])
    monkeypatch.setattr(bench, "blank_tokeniser", lambda: read.append)
    monkeypatch.setattr(bench, "process_time", lambda: read.append("|") or next(clock))
    assert bench._unseen([["a"], ["b", "c"], ["d"]], 1) == 2.5
    assert read == ["a", "d", "|", "b", "c", "|"]


def test_a_backend_that_is_not_there_is_told() -> None:
    with pytest.raises(BackendError, match="no_such_pipeline"):
        bench.measure("no_such_pipeline")
    with pytest.raises(BackendError, match=r"reading\.tags"):
        bench.measure(tags="no_such_pipeline")
