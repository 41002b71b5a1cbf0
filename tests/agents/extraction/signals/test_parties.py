"""Who a phrase stands for: members, heads, groups, pronouns, and the state behind a place."""

from __future__ import annotations

from collections.abc import Callable

from agents.extraction.signals.parties import named_inside, parties
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]
SceneOf = Callable[[str], Scene]


def named(sentence: Make, scene: SceneOf, text: str, first: int, last: int, *, acting: bool = False) -> list[str]:
    return [p.text for p in parties(sentence(text), (first, last), scene(text), acting=acting)]


def test_members_of_a_list(sentence: Make, scene: SceneOf) -> None:
    assert named(sentence, scene, "France, Germany and Italy met.", 0, 4) == ["France", "Germany", "Italy"]


def test_between_two_stands_what_they_have(sentence: Make, scene: SceneOf) -> None:
    text = "The growing conflict between Kenya and Al Shabaab threatens the president's tour of Norway."
    assert named(sentence, scene, text, 0, 7, acting=True) == []


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


def test_a_city_that_is_hit_stands_for_its_state(sentence: Make) -> None:
    s = sentence("Rockets fell on Kharkiv.")
    assert [p.actor_id for p in named_inside(s, 0, 3)] == ["UKR"]
