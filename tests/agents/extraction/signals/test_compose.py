"""A deed with what governs it and who stands around it, and the reason where it is no step."""

from __future__ import annotations

from collections.abc import Callable

from agents.extraction.signals.passes import Passes

Run = Callable[[str], Passes]


def test_a_bargain_kept_is_no_breach(passes: Run) -> None:
    assert not passes("Mali kept its side of the bargain with Niger.").drafts


def test_who_says_so_is_kept(passes: Run) -> None:
    made = next(
        d for d in passes("Ukraine said that Russia had attacked Odesa.").drafts if d.outcome.signal == "attack"
    )
    assert made.attributed_to == "Ukraine"
    assert made.source is not None
    assert made.source.text == "Russia"


def test_what_is_no_step_has_a_reason(passes: Run) -> None:
    run = passes("Norway came to expel two envoys.")
    assert {run.reasons[id(m)] for m in run.matches if m.rule.id == "diplomacy.expel"} == {
        "a purpose or a reason, not a step"
    }
