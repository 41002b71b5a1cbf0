import pytest

from agents.extraction.timing.expressions import find
from agents.extraction.words import words_of
from agents.lexicon.times import Times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Monday and on 3 May 2021.", ["on Monday", "on 3 May 2021"]),
        ("In late July, two days later, it left.", ["In late July", "two days later"]),
        ("Since 1947 and in the 1990s", ["Since 1947", "in the 1990s"]),
        ("on Dec. 9 and in May.", ["on Dec. 9", "in May"]),
        ("the day before, they met; the day before the summit", ["the day before"]),
        ("He may march with 2000 men, said May, of 1500 troops.", []),
        ("Between 2011 and 2014", ["Between 2011 and 2014"]),
        ("earlier this year, for three weeks, overnight", ["earlier this year", "for three weeks", "overnight"]),
        ("2024-03-18: closed", ["2024-03-18"]),
        ("the March raid (2014)", ["March", "2014"]),
    ],
)
def test_times_are_found_with_their_prepositions(text: str, expected: list[str], times: Times) -> None:
    found = list(find(words_of(text), times))
    assert [e.text for e in found] == expected
    assert all(text[e.start : e.end] == e.text for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "two weeks ago",
        "overnight",
        "in recent days",
        "for more than a couple of weeks",
        "at the beginning of the year 2014",
    ],
)
def test_the_first_words_of_a_time_are_tried(text: str, times: Times) -> None:
    assert [e.end for e in find(words_of(text), times)] == [len(text)]


@pytest.mark.parametrize("text", ["He spoke at Mar-a-Lago.", "Every July 4 they celebrate.", "It met and signed."])
def test_most_sentences_hold_none(text: str, times: Times) -> None:
    assert list(find(words_of(text), times)) == []


def test_parts_are_named(times: Times) -> None:
    (found,) = find(words_of("on March 14, 2024"), times)
    assert found.parts == {"month": "march", "day": "14", "year": "2024"}
    assert (found.lead, found.means) == ("on", "date")
