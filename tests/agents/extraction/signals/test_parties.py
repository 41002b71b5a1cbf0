"""Who a phrase stands for: members, heads, groups, pronouns, and the state behind a place or a company."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.parties import (
    Scene,
    is_adjective,
    is_counterpart,
    is_public,
    named_inside,
    parties,
    state_of,
)
from agents.extraction.signals.sentence import Sentence
from agents.records import Party

Make = Callable[[str], Sentence]
SceneOf = Callable[[str], Scene]


def named(sentence: Make, scene: SceneOf, text: str, first: int, last: int, *, acting: bool = False) -> list[str]:
    return [p.text for p in parties(sentence(text), (first, last), scene(text), acting=acting)]


def test_members_of_a_list(sentence: Make, scene: SceneOf) -> None:
    assert named(sentence, scene, "France, Germany and Italy met.", 0, 4) == ["France", "Germany", "Italy"]


def test_who_acts_must_head_the_phrase(sentence: Make, scene: SceneOf) -> None:
    text = "The Irish poet refused."
    assert named(sentence, scene, text, 0, 2, acting=True) == []


def test_a_group_is_called_by_its_words(sentence: Make, scene: SceneOf) -> None:
    assert named(sentence, scene, "Tens of thousands of students marched.", 0, 4) == ["Tens of thousands of students"]


def test_a_pronoun_stands_for_the_one_named_before(sentence: Make, scene: SceneOf) -> None:
    text = "Iran said it would leave."
    found = parties(sentence(text), (2, 2), scene(text))
    assert [(p.name, text[p.start : p.end]) for p in found] == [("Iran", "it")]


def test_we_inside_a_quote_is_the_speaker(sentence: Make, scene: SceneOf) -> None:
    text = "“We will never recognise the annexation,” Ukrainian President Volodymyr Zelensky said."
    s = sentence(text)
    found = parties(s, (1, 1), scene(text))
    assert found
    assert "Zelensky" in found[0].text


@pytest.mark.parametrize(("actor", "state"), [("RUS:BUS", "RUS"), ("RUS:GOV", "RUS:GOV"), ("IGO:un", "IGO:un")])
def test_state_of(actor: str, state: str) -> None:
    assert state_of(Party(text="x", actor_id=actor)).actor_id == state


def test_a_city_that_is_hit_stands_for_its_state(sentence: Make) -> None:
    s = sentence("Rockets fell on Kharkiv.")
    assert [p.actor_id for p in named_inside(s, 0, 3)] == ["UKR"]


def test_public_and_private(sentence: Make) -> None:
    s = sentence("Rebels fought.")
    assert is_public(Party(text="rebels"), s)
    assert not is_public(Party(text="the airline"), s)
    assert is_public(Party(text="the airline", actor_id="MNC:x"), s)
    assert not is_public(None, s)


def party_of(s: Sentence, scene: Scene, first: int, last: int) -> Party:
    return parties(s, (first, last), scene)[0]


def test_an_office_is_public_whatever_else_its_name_says(sentence: Make) -> None:
    s = sentence("The council met.")
    assert is_public(Party(text="military council", actor_id="MLI:MIL"), s)
    assert is_public(Party(text="the group", actor_id="IMG:isis"), s)
    assert not is_public(Party(text="union of pilots", actor_id="FIN"), s)
    assert is_public(Party(text="Activists in Chad", actor_id="TCD:CVL"), s)
    assert not is_public(Party(text="a Chadian couple of tourists", actor_id="TCD:CVL"), s)


@pytest.mark.parametrize(
    ("text", "span", "adjective", "counterpart"),
    [
        ("The jury honoured the Thai baker.", (3, 5), True, False),
        ("The union accused the Thai government.", (3, 5), False, True),
        ("The union accused Thailand.", (3, 3), False, True),
        ("The union held talks in Kampala.", (5, 5), False, False),
    ],
)
def test_whom_private_people_deal_with(
    sentence: Make, scene: SceneOf, text: str, span: tuple[int, int], adjective: bool, counterpart: bool
) -> None:
    s = sentence(text)
    target = party_of(s, scene(text), *span)
    source = Party(text="The union", start=0, end=9)
    assert is_adjective(target, s) is adjective
    assert is_counterpart(target, source, s) is counterpart
