"""The explanation says what each rule did and why a match did not become a signal."""

from __future__ import annotations

from agents.extraction import read
from agents.extraction.signals.explain import Trace, explain
from agents.lexicon import load


def traces(text: str) -> list[Trace]:
    reading = read(text, load())
    return explain(reading.text, reading.entities, reading.quotes, load().rules)


def test_a_kept_signal_is_explained() -> None:
    kept = next(t for t in traces("Washington refused to lift sanctions on Cuba.") if t.fate == "kept")
    assert (kept.rule, kept.signal, kept.cameo) == ("sanctions.lift", "sanctions_lift_refused", "1244")
    assert kept.governed_by == ("refuse (refused)",)
    assert kept.target == "Cuba (CUB)"


def test_what_is_only_spoken_of_is_said_to_be() -> None:
    fates = {
        t.fate for t in traces("Oman condemned the decision of the minister of the new state to recognise Kosovo.")
    }
    assert "spoken of, not reported" in fates


def test_nothing_fires_on_nothing() -> None:
    assert traces("The hills were green.") == []
