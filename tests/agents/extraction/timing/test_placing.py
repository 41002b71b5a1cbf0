from collections.abc import Callable

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing.expressions import find
from agents.extraction.timing.placing import innermost, place
from agents.extraction.words import words_of
from agents.lexicon.times import Times


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("On Monday, Peru recalled its ambassador.", "recalled", ""),
        ("The ministry said on Monday that it imposed sanctions.", "said", ""),
        ("The ministry said that it imposed sanctions in January.", "imposed", ""),
        ("Mexico left the forum, but on Monday it signed the charter.", "signed", ""),
        ("In 2014 Russia annexed the peninsula.", "annexed", ""),
        ("Iran violated the 2015 deal.", "", "deal"),
        ("Monday's strike on the port killed seven sailors.", "", "strike"),
        ("Nepal rejected the map of 2020 as void.", "", "map"),
        ("Sanctions imposed in 2014 remain in force.", "imposed", ""),
    ],
)
def test_a_time_hangs_on_its_clause_or_noun(
    text: str, verb: str, noun: str, parsed: Callable[[str], Sentence], times: Times
) -> None:
    sentence = parsed(text)
    (e,) = find(words_of(text), times)
    found = place(e, sentence, times)
    assert (sentence.words[found.clause.group.head] if found.clause else "") == verb
    assert found.only_noun == bool(noun)
    assert not noun or (found.chunk is not None and sentence.words[found.chunk.head] == noun)


def test_the_innermost_clause_holds_a_token(parsed: Callable[[str], Sentence]) -> None:
    sentence = parsed("The ministry said that it imposed sanctions.")
    found = innermost(sentence, sentence.words.index("sanctions"))
    assert found is not None and sentence.words[found.group.head] == "imposed"
