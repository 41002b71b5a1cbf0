"""How a headline calls people and places."""

import pytest

from agents.lexicon.headlines import standard
from agents.side_names import Side, before_noun, clean, joined, side, where

TOLD = standard()


@pytest.mark.parametrize(
    ("name", "short", "adjective"),
    [
        ("United States", "U.S.", "U.S."),
        ("United Kingdom", "U.K.", "British"),
        ("Democratic Republic of the Congo", "DR Congo", "Congolese"),
        ("Palestine", "Palestinians", "Palestinian"),
        ("Houthis", "Houthis", "Houthi"),
        ("Rosneft", "Rosneft", "Rosneft"),
        ("Italy, civilians", "Italian civilians", "Italian civilians"),
        ("Acme Inc.", "Acme Inc", "Acme Inc"),
        ("Paris, Texas", "Paris, Texas", "Paris, Texas"),
    ],
)
def test_names_are_short(name: str, short: str, adjective: str) -> None:
    found = side([name], Side(), TOLD)
    assert (found.names, found.adjectives) == ((short,), (adjective,))


def test_nobody_stands_twice_nor_on_both_sides() -> None:
    first = side(["Chad", "Chad", "IGO:unknown", "", None, 5, "wd:Q1"], Side(), TOLD)
    assert first.names == ("Chad",)
    assert side(["CHAD", "Mali"], first, TOLD).names == ("Mali",)


def test_who_is_a_body_and_who_is_many() -> None:
    assert side(["NATO"], Side(), TOLD).bodies == ("NATO",)
    assert side(["Chad"], Side(), TOLD).bodies == ()
    assert side(["Taliban"], Side(), TOLD).several
    assert not side(["Netherlands"], Side(), TOLD).several
    assert side(["Chad", "Mali"], Side(), TOLD).several


def test_a_name_is_cleaned() -> None:
    assert clean(" a_b → c\n") == "a b c"
    assert clean("word " * 40).split() == ["word"] * 16
    assert clean(None) == clean("…") == ""


def test_names_make_a_row() -> None:
    assert joined([], 3, "others") == ""
    assert joined(["A"], 3, "others") == "A"
    assert joined(["A", "B", "C"], 3, "others") == "A, B and C"
    assert joined(["A", "B", "C", "D"], 3, "others") == "A, B, C and others"


def test_places() -> None:
    sides = side(["Israel", "United Arab Emirates"], Side(), TOLD)
    assert where("Geneva", sides, TOLD) == "in Geneva"
    assert where("Korean Peninsula", sides, TOLD) == "on Korean Peninsula"
    assert where("Camp David", sides, TOLD) == "at Camp David"
    assert where("Democratic Republic of the Congo", sides, TOLD) == "in DR Congo"
    assert where("Palestine", sides, TOLD) == "in Palestine"
    told = [where(place, sides, TOLD) for place in ("northern Israel", "United Arab Emirates", "UAE", "", "x" * 50)]
    assert set(told) == {""}, "a side is no place of its own deed"
    assert before_noun("in Budapest") == "Budapest"
    assert before_noun("on Cyprus") == before_noun("in eastern Gaza") == before_noun("") == ""
