"""Capitalised runs and their words."""

import pytest

from agents.extraction.names.gazetteer import scan
from agents.extraction.names.runs import find
from agents.lexicon.names import Names


def runs(body: str, names: Names) -> list[list[str]]:
    return [
        [token.text for token in run.tokens] if run.hit is None else [body[run.hit.start : run.hit.end]]
        for run in find(body, scan(body, names))
    ]


def test_an_idle_word_makes_no_run_alone() -> None:
    found = find("He met Foo. If Bar came", [], frozenset({"he", "if"}))
    assert [[token.text for token in run.tokens] for run in found] == [["Foo"], ["If", "Bar"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("then John Q. Smith left", [["John", "Q.", "Smith"]]),
        ("with O'Brien’s dog", [["O'Brien"]]),
        ("with Smith's dog", [["Smith"]]),
        ("the Ministry of Foo and Bar said", [["Ministry", "of", "Foo", "and", "Bar"]]),
        ("met al-Zoubi of Foo", [["al-Zoubi", "of", "Foo"]]),
        ("the Foo Women’s League", [["Foo", "Women’s", "League"]]),
        ("the Foo Teachers' Union", [["Foo", "Teachers'", "Union"]]),
        ("the President's Foo", [["President"], ["Foo"]]),
        ("the Foo-based Bar", [["Foo"], ["Bar"]]),
        ("with Foo Ki-moon", [["Foo", "Ki-moon"]]),
        ("a Russia-Ukraine deal", [["Russia", "Ukraine"]]),
        ("Foo.\nBar", [["Foo"], ["Bar"]]),
        ("the rebels of al-Qaeda won", [["al-Qaeda"]]),
        ("no names here", []),
    ],
)
def test_words_of_runs(names: Names, body: str, expected: list[list[str]]) -> None:
    assert runs(body, names) == expected


def test_hits_and_links_are_marked(names: Names) -> None:
    body = "Foo of South Korea"
    (run,) = find(body, scan(body, names))
    assert [(t.text, t.link, t.hit is not None, t.inside) for t in run.tokens] == [
        ("Foo", False, False, False),
        ("of", True, False, False),
        ("South", False, True, False),
        ("Korea", False, False, True),
    ]
