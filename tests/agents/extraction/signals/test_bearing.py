"""Which clause bears a deed told by its noun, and that the noun then takes time, denial and doer from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction import read
from agents.extraction.signals.bearing import bearing
from agents.extraction.signals.sentence import Sentence
from agents.lexicon import load


@pytest.mark.parametrize(
    ("text", "noun", "verb"),
    [
        ("Peru carried out the expulsion of two consuls.", "expulsion", "carried"),
        ("The expulsion of two consuls was announced by Peru.", "expulsion", "announced"),
        ("Peru launched a series of raids on Chad.", "raids", "launched"),
        ("Peru's president was in Oslo for talks with Chad.", "talks", "was"),
        ("Peru regretted the expulsion of two consuls.", "expulsion", ""),
        ("The expulsion of two consuls angered Chad.", "expulsion", ""),
    ],
)
def test_the_clause_that_bears_a_noun(sentence: Callable[[str], Sentence], text: str, noun: str, verb: str) -> None:
    s = sentence(text)
    clause = bearing(s, s.words.index(noun))
    assert (s.words[clause.group.head] if clause is not None else "") == verb


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru ordered the expulsion of two Chadian consuls.", "done"),
        ("Peru will order the expulsion of two Chadian consuls.", "announced"),
        ("Peru did not order the expulsion of two Chadian consuls.", "negated"),
        ("The expulsion of two Chadian consuls was ordered by Peru.", "done"),
    ],
)
def test_the_noun_takes_its_status_and_doer_from_it(text: str, status: str) -> None:
    found = [s for s in read(text, load()).signals if s.signal == "expulsion"]
    assert [(s.status, s.source and s.source.actor_id) for s in found] == [(status, "PER")]
