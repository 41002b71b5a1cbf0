"""The explanation says what each rule did and why a match did not become a signal."""

from __future__ import annotations

from agents.extraction import read
from agents.extraction.signals.explain import Trace, explain
from agents.lexicon import load


def traces(text: str) -> list[Trace]:
    reading = read(text, load())
    return explain(reading.text, reading.entities, reading.quotes, load().rules, reading.parse)


def test_a_kept_signal_is_explained() -> None:
    kept = next(t for t in traces("Washington refused to lift sanctions on Cuba.") if t.fate == "kept")
    assert (kept.rule, kept.signal, kept.cameo) == ("sanctions.lift", "sanctions_lift_refused", "1244")
    assert kept.governed_by == ("refuse (refused)",)
    assert kept.target == "Cuba (CUB)"


def test_what_is_only_spoken_of_is_said_to_be() -> None:
    fates = {
        t.fate for t in traces("Oman condemned the decision of the minister of the new state to recognise Kosovo.")
    }
    assert "criticise speaks of it, and of something nearer" in fates


def test_each_silence_has_a_reason_of_its_own() -> None:
    fates = {t.rule: t.fate for t in traces("The striker signed a deal with Chad.")}
    assert fates["agreement.sign"] == "done by a thing"


def test_nothing_fires_on_nothing() -> None:
    assert traces("The hills were green.") == []
