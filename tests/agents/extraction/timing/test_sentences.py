from collections.abc import Callable
from datetime import date

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing.days import one
from agents.extraction.timing.expressions import find
from agents.extraction.timing.sentences import Timed, Told, times_of
from agents.extraction.words import words_of
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)


def timed(text: str, parsed: Callable[[str], Sentence], times: Times) -> tuple[Timed, ...]:
    told = Told(TODAY, lambda: one(date(2020, 1, 1)), lambda: None)
    return times_of(find(words_of(text), times), parsed(text), told, times)


def test_the_tense_of_its_clause_gives_a_weekday_its_side(parsed: Callable[[str], Sentence], times: Times) -> None:
    was, comes = timed("Oman said on Friday that it will host talks on Friday.", parsed, times)
    assert (was.days, comes.days) == (one(date(2024, 3, 15)), one(date(2024, 3, 22)))


def test_a_day_of_the_sentence_goes_before_one_of_the_story(parsed: Callable[[str], Sentence], times: Times) -> None:
    _, later = timed("They met on Monday, and the next day Oman left.", parsed, times)
    assert later.days == one(date(2024, 3, 19))
    (alone,) = timed("The next day Oman left.", parsed, times)
    assert alone.days == one(date(2020, 1, 2))


def test_a_length_is_known_as_such(parsed: Callable[[str], Sentence], times: Times) -> None:
    (found,) = timed("They have talked for three weeks.", parsed, times)
    assert found.is_length
