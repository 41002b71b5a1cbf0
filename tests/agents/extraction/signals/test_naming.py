"""What a draft is called: by status, by matter, and finer CAMEO codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.naming import soften
from agents.extraction.signals.passes import Passes
from agents.extraction.signals.sentence import Sentence
from agents.lexicon import load

Run = Callable[[str], Passes]
Make = Callable[[str], Sentence]
BY_ID = {r.id: r for r in load().rules.rules}


@pytest.mark.parametrize(
    ("rule", "status", "kind"),
    [
        ("aid.give", "done", "AID"),
        ("aid.give", "announced", "AGREE"),
        ("aid.cut", "announced", "THREATEN"),
        ("attack.military", "negated", "REJECT"),
    ],
)
def test_soften_types_by_how_far_it_got(sentence: Make, rule: str, status: str, kind: str) -> None:
    outcome = soften(sentence("It rained."), BY_ID[rule], status)  # type: ignore[arg-type]
    assert outcome.type == kind
    assert outcome.signal == BY_ID[rule].signal


def test_finer_code_by_what_is_spoken_of(passes: Run) -> None:
    chosen = passes("Japan provided food and tents to Nepal.").chosen
    assert [d.outcome.cameo for d in chosen] == ["073"]


def test_an_operator_without_a_deed_is_named_by_its_matter(passes: Run) -> None:
    chosen = passes("Washington threatened Turkey with sanctions.").chosen
    assert [d.outcome.signal for d in chosen] == ["sanctions_threatened"]
