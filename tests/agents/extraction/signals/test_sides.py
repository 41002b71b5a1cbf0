"""Source and target by voice and by the small words of the rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.passes import Passes
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.sides import done_by_thing
from agents.extraction.signals.triggers import scan

Run = Callable[[str], Passes]
Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "signal", "source", "target"),
    [
        ("Canada imposed sanctions on Belarus.", "sanctions_imposed", "Canada", "Belarus"),
        ("Sanctions were imposed on Belarus by Canada.", "sanctions_imposed", "Canada", "Belarus"),
        ("Poland expelled three Russian diplomats.", "expulsion", "Poland", "Russian"),
        ("India and China resumed talks.", "talks_resumed", "India", "China"),
        ("The cancellation of the summit between Egypt and Turkey hurt.", "meeting_cancelled", "Egypt", "Turkey"),
        ("Iran accused Israel of sabotage.", "accusation", "Iran", "Israel"),
    ],
)
def test_sides(passes: Run, text: str, signal: str, source: str, target: str) -> None:
    made = next(d for d in passes(text).drafts if d.outcome.signal == signal)
    assert made.source is not None
    assert made.target is not None
    assert source in made.source.text
    assert target in made.target.text


def test_things_do_nothing_but_weapons_do(sentence: Make) -> None:
    quake, raid = sentence("The quake struck Nepal."), sentence("The air raid struck Nepal.")
    assert all(done_by_thing(quake, m) for m in scan(quake) if m.rule.id == "attack.military")
    assert not any(done_by_thing(raid, m) for m in scan(raid) if m.rule.id == "attack.military")
