"""Modifiers, topics and those compared are no side; who hangs on a subject or only helps is no other side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.bystanders import bystanders, is_struck, is_taken
from agents.extraction.signals.parties import named_inside
from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Mali attacked Algeria-backed rebels.", ["Algeria"]),
        ("Mali attacked pro-Algeria rebels.", ["Algeria"]),
        ("Mali opened the Algeria-Niger talks.", []),
        ("Mali seized an Algeria-owned ship.", []),
        ("The Algeria-led coalition shelled Mali.", []),
        ("Mali left the Algeria-led mission.", ["Algeria"]),
        ("Mali rejected a resolution on Algeria and Niger.", ["Algeria", "Niger"]),
        ("Mali imposed sanctions on Algeria.", []),
        ("Unlike Algeria, Mali expelled the envoy.", ["Algeria"]),
        ("Mali, along with Algeria, expelled the envoy.", ["Algeria"]),
    ],
)
def test_names_that_are_never_a_side(sentence: Make, text: str, aside: list[str]) -> None:
    made = sentence(text)
    assert [made.entities[i].text for i in sorted(bystanders(made))] == aside


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Ethiopia, supported by the Emirates, attacked the rebels.", ["Emirates"]),
        ("Ethiopia signed a deal brokered by Oman.", ["Oman"]),
        ("Ethiopia shelled a school, Reuters said.", ["Reuters"]),
        ("Ethiopia, which had warned Eritrea, attacked the rebels.", []),
        ("Ethiopia blacklisted two firms run by Eritrea.", []),
    ],
)
def test_names_with_a_part_of_their_own(sentence: Make, text: str, taken: list[str]) -> None:
    made = sentence(text)
    assert [p.text for p in named_inside(made, 0, len(made) - 1) if is_taken(made, p)] == taken


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Brazil condemned the raid on the port of Odesa.", ["Odesa"]),
        ("Brazil condemned the raid by Chad on Odesa.", ["Odesa"]),
        ("Brazil condemned the arrests in Chad.", []),
    ],
)
def test_whom_a_deed_befell_that_others_judge(sentence: Make, text: str, struck: list[str]) -> None:
    made = sentence(text)
    assert [p.text for p in named_inside(made, 0, len(made) - 1) if is_struck(made, p)] == struck


def test_a_people_may_be_the_last_word(sentence: Make) -> None:
    s = sentence("Mali shelled the Algerian")
    assert [is_taken(s, party) for party in named_inside(s, 0, len(s) - 1)] == [False, False]
