"""Labelled articles: what is read from them, every wrong label refused with its line, and how our rules do on them."""

from collections import Counter
from pathlib import Path

import pytest
from labelled import Labelled, f1, judged, load

from agents.lexicon.errors import LexiconError

FOLDER = Path(__file__).with_name("names_labelled")
# A floor under what the rules reached when the corpus was done (tests/bench/README.md): it catches what breaks much.
FLOOR = {"PER": 74.0, "LOC": 80.0, "ORG": 62.0}


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


def test_the_corpus_is_large_and_varied() -> None:
    articles = load(FOLDER)
    kinds = Counter(kind for article in articles for *_, kind in article.names)
    assert len(articles) >= 220
    assert len({article.region for article in articles}) >= 12
    assert min(kinds[kind] for kind in ("PER", "ORG", "LOC", "MISC")) >= 500
    assert all(article.text[s:e].strip() and s < e for article in articles for s, e, _ in article.names)


def test_the_rules_keep_above_their_floor() -> None:
    results = list(judged(load(FOLDER)))
    assert {kind: f1(results, {kind}) >= floor for kind, floor in FLOOR.items()} == dict.fromkeys(FLOOR, True)


def test_strict_f1() -> None:
    article = Labelled("x1", "a", "Okoye met Lagos", ((0, 5, "PER"), (10, 15, "LOC")))
    assert f1([(article, {(0, 5, "PER"), (10, 15, "ORG")})], {"PER", "LOC"}) == pytest.approx(200 / 3)
    assert f1([(article, {(0, 5, "PER"), (10, 15, "ORG")})], {"PER", "LOC", "ORG"}) == pytest.approx(50)
    assert f1([(article, set())], {"PER"}) == 0.0
