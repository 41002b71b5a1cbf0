from collections.abc import Callable

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing import tenses
from agents.lexicon.times import Times
from agents.records import News


@pytest.mark.parametrize(
    ("text", "verb", "news"),
    [
        ("Austria will expel two attachés.", "expel", "news"),
        ("Morocco plans to reopen its embassy.", "reopen", "news"),
        ("Algeria had severed relations.", "severed", "old"),
        ("The army said it had shot down a drone.", "shot", None),
        ("Syria used to ship weapons.", "ship", "old"),
        ("The government is bound by law to supply arms.", "supply", "standing"),
        ("The constitution bans foreign troops.", "bans", "standing"),
        ("The new law bans foreign troops.", "bans", None),
        ("The treaty is violated by Kenya.", "violated", None),
        ("Kenya had said it would leave.", "leave", "old"),
        ("Pyongyang regularly threatens Seoul.", "threatens", "standing"),
        ("He previously accused Kigali of aggression.", "accused", "old"),
        ("Canberra has just cancelled the visa.", "cancelled", "news"),
        ("Panama may cancel the contract.", "cancel", None),
        ("Venezuela released two men.", "released", None),
    ],
)
def test_tense_and_adverbs(
    text: str, verb: str, news: News | None, parsed: Callable[[str], Sentence], times: Times
) -> None:
    sentence = parsed(text)
    clause = sentence.clause_at[sentence.words.index(verb)]
    found = tenses.cue(clause, sentence, times)
    assert (found[0] if found else None) == news


@pytest.mark.parametrize(
    ("text", "verb", "sense"),
    [
        ("They will meet.", "meet", "future"),
        ("They agreed to meet.", "meet", "future"),
        ("They met.", "met", "past"),
        ("They have met.", "met", "past"),
        ("They meet.", "meet", "near"),
    ],
)
def test_the_side_of_a_time(text: str, verb: str, sense: str, parsed: Callable[[str], Sentence], times: Times) -> None:
    sentence = parsed(text)
    assert tenses.sense(sentence.clause_at[sentence.words.index(verb)], "", sentence, times) == sense


def test_a_perfect_parted_by_a_time_is_no_plain_past(parsed: Callable[[str], Sentence], times: Times) -> None:
    sentence = parsed("Laos has for months refused the inspectors.")
    assert not tenses.is_plain_past(sentence.clause_at[sentence.words.index("refused")], sentence, times)
