"""Phrases around a deed: subjects with what hangs on them, agents, what prepositions lead to, owners."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals import stretches
from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]


def words(s: Sentence, phrase: stretches.Phrase | None) -> str:
    return s.text(*phrase) if phrase else ""


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Russia on Friday expelled diplomats.", "expelled", "Russia"),
        ("Lavrov, the foreign minister, rejected talks.", "rejected", "Lavrov"),
        ("France met Britain and rejected the plan.", "rejected", "France"),
        ("Germany decided to suspend aid.", "suspend", "Germany"),
        ("The EU urged Serbia to lift the ban.", "lift", "Serbia"),
        ("Troops, which crossed the border, attacked.", "crossed", "Troops"),
        ("Iran has not yet rejected the plan.", "rejected", "Iran"),
        ("Turkey left the room, rejecting the plan.", "rejecting", "Turkey"),
    ],
)
def test_subject(sentence: Make, text: str, verb: str, subject: str) -> None:
    s = sentence(text)
    assert words(s, stretches.subject(s, s.words.index(verb))) == subject


def test_by_agent(sentence: Make) -> None:
    s = sentence("Three diplomats were expelled on Monday by Poland.")
    assert words(s, stretches.agent(s, s.words.index("expelled"))) == "Poland"


def test_between_takes_a_pair(sentence: Make) -> None:
    s = sentence("A call between Lavrov and Rubio soured the mood.")
    phrase = next(stretches.after(s, 2, ("between",)))
    assert words(s, phrase) == "Lavrov and Rubio"


def test_possessor(sentence: Make) -> None:
    s = sentence("Moscow's sudden refusal angered them.")
    assert words(s, stretches.possessor(s, s.words.index("refusal"))) == "Moscow"
