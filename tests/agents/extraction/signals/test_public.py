"""Who acts in public life, and the state behind a company."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.parties import parties
from agents.extraction.signals.public import is_adjective, is_counterpart, is_public, state_of
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.records import Party

Make = Callable[[str], Sentence]
SceneOf = Callable[[str], Scene]


@pytest.mark.parametrize(("actor", "state"), [("RUS:BUS", "RUS"), ("RUS:GOV", "RUS:GOV"), ("IGO:un", "IGO:un")])
def test_state_of(sentence: Make, actor: str, state: str) -> None:
    assert state_of(sentence("It rained."), Party(text="x", actor_id=actor)).actor_id == state


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
