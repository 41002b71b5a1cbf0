from collections.abc import Callable
from datetime import date

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing.expressions import find
from agents.extraction.timing.governing import Governor
from agents.extraction.timing.sentences import Told, times_of
from agents.extraction.words import words_of
from agents.lexicon.times import Times


def governor(text: str, parsed: Callable[[str], Sentence], times: Times) -> Governor:
    sentence = parsed(text)
    told = Told(date(2024, 3, 20), lambda: None, lambda: None)
    return Governor(sentence, times, times_of(find(words_of(text), times), sentence, told, times))


@pytest.mark.parametrize(
    ("text", "verb", "words", "bound"),
    [
        ("Albania agreed on Monday to send boats.", "send", "on Monday", False),
        ("Lithuania expelled the envoy and closed its consulate on Tuesday.", "expelled", "on Tuesday", False),
        ("The army said on Tuesday it had shot down four drones.", "shot", "on Tuesday", True),
        ("Bulgaria announced on Tuesday that it would cancel it.", "cancel", "on Tuesday", False),
        ("Yemen's envoy resigned on Monday after the army attacked.", "attacked", "on Monday", True),
        ("Speaking in Oslo on Tuesday, he accused Russia of sabotage.", "accused", "on Tuesday", False),
        ("Iran violated the 2015 deal.", "violated", "", False),
    ],
)
def test_the_time_of_a_clause(
    text: str, verb: str, words: str, bound: bool, parsed: Callable[[str], Sentence], times: Times
) -> None:
    asked = governor(text, parsed, times)
    found = asked.of_clause(asked.parsed.clause_at[asked.parsed.words.index(verb)])
    assert (found.timed.expression.text if found else "", found is not None and found.bound) == (words, bound)


def test_a_noun_carries_its_own(parsed: Callable[[str], Sentence], times: Times) -> None:
    asked = governor("The 2019 attack still troubles Riyadh.", parsed, times)
    chunk = asked.parsed.chunk_at[asked.parsed.words.index("attack")]
    assert chunk is not None
    found = asked.of_noun(chunk)
    assert found is not None and found.expression.text == "2019"
