"""Labelled articles: what is read from them, and every wrong label refused with its line."""

from pathlib import Path

import pytest

from agents.lexicon.errors import LexiconError
from agents.lexicon.labelled import Labelled, load


def read(folder: Path, text: str) -> tuple[Labelled, ...]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return load(folder)


def test_articles_and_their_names(tmp_path: Path) -> None:
    first = "=== x1 west-africa\n[LOC LAGOS] ([ORG Reuters]) - He left.\n\n[PER Amina Okoye]'s car\n\n"
    one, two = read(tmp_path, f"{first}=== x2 Latin America\nNothing.\n")
    assert (one.id, one.region, two.region) == ("x1", "west-africa", "Latin America")
    assert one.text == "LAGOS (Reuters) - He left.\n\nAmina Okoye's car"
    assert [(one.text[s:e], kind) for s, e, kind in one.names] == [
        ("LAGOS", "LOC"),
        ("Reuters", "ORG"),
        ("Amina Okoye", "PER"),
    ]
    assert two == Labelled("x2", "Latin America", "Nothing.", ())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("met [PER Amina Okoye yesterday", "bracket without"),
        ("met PER Amina Okoye] yesterday", "bracket without"),
        ("met [PER Amina [LOC Lagos]] here", "bracket without"),
        ("met [PERSON Amina]", "'PERSON' is none of PER"),
        ("met [Amina Okoye]", "'Amina' is none of PER"),
        ("met [PER ]", "no name"),
        ("met [PER]", "no name"),
        ("met [PER  Amina]", "white space"),
        ("met [PER Amina ]", "white space"),
        ("met [PER Amina's] car", "possessive"),
        ("met [ORG Doctors’]", "possessive"),
        ("", "is empty"),
        ("b\n=== x2", "should be: === id region"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem) as told:
        read(tmp_path, f"=== x1 somewhere\n{line}\n")
    assert str(told.value).startswith(("a.txt: line 1", "a.txt: line 2", "a.txt: line 3"))


def test_text_before_the_first_article_and_two_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="line 2: stands before"):
        read(tmp_path, "\nlost\n=== x1 a\nb\n")
    with pytest.raises(LexiconError, match="line 3: there are two articles x1"):
        read(tmp_path, "=== x1 a\nb\n=== x1 c\nd\n")


def test_names_that_end_in_a_possessive_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "own_possessive.tsv").write_text("name\nLloyd's\n", encoding="utf-8")
    (article,) = read(tmp_path, "=== x1 a\n[ORG Lloyd's] paid.\n")
    assert article.names == ((0, 7, "ORG"),)
