from __future__ import annotations

import pytest

from agents.extraction.quotes.noun_phrases import main_subject, phrase_end, phrase_start, subject_of


@pytest.mark.parametrize(
    ("body", "first", "expected"),
    [
        ("sagte die Sprecherin der Reederei gestern", 1, "die Sprecherin der Reederei"),
        ("sagte der Sprecher der Fraktion, Jan Roth, gestern", 1, "der Sprecher der Fraktion, Jan Roth"),
        ("laut Behördenangaben 7.000 Menschen", 1, "Behördenangaben"),
        ("sagte er gestern", 1, "er"),
    ],
)
def test_a_phrase_ends_with_its_noun(parse, body: str, first: int, expected: str) -> None:
    g, tokens = parse(body, "de")
    last = phrase_end(g, tokens, first, len(tokens) - 1)
    assert body[tokens[first].start : tokens[last].end] == expected


def test_a_phrase_begins_with_its_article(parse) -> None:
    g, tokens = parse("Gestern war der alte Hafen offen", "de")
    assert tokens[phrase_start(g, tokens, 4)].low == "der"


def test_the_subject_follows_where_a_place_is_fronted(parse) -> None:
    g, tokens = parse("In Berlin sagte die Ministerin nichts", "de")
    assert subject_of(g, tokens, 2, len(tokens)) == (3, 4)
    assert main_subject(g, parse("Die Ministerin kam spät", "de")[1], 3) == (0, 1)
