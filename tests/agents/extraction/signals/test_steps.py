"""The steps of a pattern: terms within their phrase, parties, far words, time in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.steps import follow, may_follow, past_time
from agents.lexicon.patterns import parse

Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "pattern", "holds"),
    [
        ("imposed a sweeping new round of sanctions", "impose <sanctions>", True),
        ("imposed order before sanctions", "impose <sanctions>", False),
        ("announced a suspension of aid", "announce <aid>", False),
        ("called the planned summit off", "call <meeting> ~off", True),
        ("accused the head of the army of treason", "accuse * of", True),
        ("called on Friday for talks", "call for", True),
        ("called loudly for talks", "call for", True),
        ("called him for talks", "call for", False),
        ("told Chad to free the men or face sanctions", "tell * ~or face", False),
        ("told Chad to free the men or face sanctions", "tell * ~~or face", True),
        ("reached an agreement that it would leave", "reach ~agreement that", True),
        ("reached an agreement that stops the smuggling", "reach ~agreement that", False),
        ("pushed back to the autumn its summit", "push back ~<meeting>", True),
        ("pushed back to hold its summit", "push back ~<meeting>", False),
    ],
)
def test_follow(sentence: Make, text: str, pattern: str, holds: bool) -> None:
    found = follow(sentence(text), parse(pattern, verbal=True).steps, 1)
    assert (found is not None) is holds


@pytest.mark.parametrize(
    ("text", "pattern", "may"),
    [
        ("said he was behind it", "say * was behind", True),
        ("said he was far from where they stood behind", "say * was behind", False),
        ("said behind doors he was", "say * was behind", False),  # words come in order
        ("imposed order before sanctions", "impose <sanctions>", True),  # tags may tell, words do not
    ],
)
def test_words_alone_refuse_what_cannot_follow(sentence: Make, text: str, pattern: str, may: bool) -> None:
    assert may_follow(sentence(text), parse(pattern, verbal=True), 0) is may


def test_past_time_steps_over_a_day(sentence: Make) -> None:
    s = sentence("arrested on Saturday the captain")
    assert s.words[past_time(s, 1)] == "the"
