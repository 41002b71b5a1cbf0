from collections.abc import Callable
from datetime import date

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing.expressions import find
from agents.extraction.timing.governing import Governor
from agents.extraction.timing.sentences import Told, times_of
from agents.extraction.timing.story import Mark, mark
from agents.extraction.timing.weighing import weigh
from agents.extraction.words import words_of
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)


def marked(text: str, opens: bool, parsed: Callable[[str], Sentence], times: Times) -> Mark:
    sentence = parsed(text)
    found = find(words_of(text), times)
    governor = Governor(sentence, times, times_of(found, sentence, Told(TODAY, lambda: None, lambda: None), times))
    return mark(words_of(text), governor, opens, lambda timed: weigh(timed.days, TODAY) if timed.days else "undated")


@pytest.mark.parametrize(
    ("text", "turn", "news"),
    [
        ("In 2014 the neighbours fell out over water.", "sets", "old"),
        ("The kingdom had cut aid to the strip.", "sets", "old"),
        ("Back then, the rebels held the town.", "sets", "old"),
        ("On Monday the neighbours met.", "brings_back", "undated"),
        ("The neighbours have met.", "brings_back", "undated"),
        ("The latest dispute began over water.", "brings_back", "undated"),
        ("The neighbours met.", "goes_on", "undated"),
        ("June 2020", "sets", "old"),
    ],
)
def test_what_a_sentence_does(text: str, turn: str, news: str, parsed: Callable[[str], Sentence], times: Times) -> None:
    found = marked(text, False, parsed, times)
    assert (found.turn, found.news) == (turn, news)


def test_who_speaks_in_a_new_paragraph_brings_back(parsed: Callable[[str], Sentence], times: Times) -> None:
    assert marked("The minister said it was enough.", True, parsed, times).turn == "brings_back"
    assert marked("The minister said it was enough.", False, parsed, times).turn == "goes_on"


def test_a_line_with_a_date_heads_what_follows(parsed: Callable[[str], Sentence], times: Times) -> None:
    assert marked("June 2020", True, parsed, times).heads is not None
