"""Triggers are found by what their patterns need, in the order of the rules."""

from __future__ import annotations

import pytest

from agents.lexicon.outcomes import Rule
from agents.lexicon.patterns import parse
from agents.lexicon.triggers import Trigger, Triggers

RULE = Rule(id="r")
PATTERNS = ["call *", "call for <sanctions>", "call off|out <meeting> with", "call <meeting>", "call for *"]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (set(), ["call *"]),
        ({"for"}, ["call *", "call for *"]),
        ({"for", "<sanctions>"}, ["call *", "call for <sanctions>", "call for *"]),
        ({"off", "<meeting>"}, ["call *", "call <meeting>"]),
        ({"out", "off", "with", "<meeting>"}, ["call *", "call off|out <meeting> with", "call <meeting>"]),
        ({"sanctions", "meeting"}, ["call *"]),
    ],
)
def test_only_those_are_given_whose_every_need_is_seen(seen: set[str], expected: list[str]) -> None:
    triggers = Triggers(Trigger(parse(text, verbal=True), RULE) for text in PATTERNS)
    assert [t.pattern.text for t in triggers.within(seen)] == expected
    assert [t.pattern.text for t in triggers] == PATTERNS
