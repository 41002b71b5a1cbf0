"""Sentences written as headlines keep one right tag a word."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest

from agents.extraction.parse.headlines import Draws, Headlines
from agents.lexicon import FOLDER

DATA = tomllib.loads((FOLDER / "tags" / "en.toml").read_text(encoding="utf-8"))
SENTENCE = """The/DT minister/NN has/VBZ met/VBN rebels/NNS who/WP attacked/VBD a/DT town/NN ,/, and/CC will/MD
resign/VB ./."""
ROWS = [(word, tag) for word, _, tag in (pair.rpartition("/") for pair in SENTENCE.split())]


@pytest.fixture
def headlines() -> Headlines:
    return Headlines(DATA["headlines"], frozenset({"attacks"}), frozenset(DATA["states"]["finite"].split()))


def test_a_headline_drops_and_tells_in_the_present(headlines: Headlines) -> None:
    written = {" ".join(word for word, _ in headlines.headline(ROWS, Draws(seed))) for seed in range(40)}
    assert "Minister met rebels who attacked town , and to resign" in written
    rows = [("Police", "NNP"), ("attacked", "VBD"), ("a", "DT"), ("town", "NN"), (".", ".")]
    told = [headlines.headline(rows, Draws(seed)) for seed in range(20)]
    assert [("Police", "NNP"), ("attacks", "VBZ"), ("town", "NN")] in told


def test_words_keep_their_tags(headlines: Headlines) -> None:
    tags = dict(ROWS) | {"to": "TO"}
    for seed in range(200):
        for word, tag in headlines.varied(ROWS, Draws(seed)):
            known = {w.lower(): t for w, t in tags.items()}
            assert tag == known[word.lower()]


def test_most_sentences_stay_and_each_style_comes(headlines: Headlines) -> None:
    draws = Draws(3)
    varied = [headlines.varied(ROWS, draws) for _ in range(1000)]
    assert 500 < sum(rows == ROWS for rows in varied) < 650
    assert any(all(word.isupper() for word, _ in rows if word.isalpha()) for rows in varied)
    assert any(all(word[0].isupper() for word, _ in rows if word.isalpha()) for rows in varied)


def test_draws_are_the_same_each_time_and_even() -> None:
    first, second = ([draws.below(10) for _ in range(5000)] for draws in (Draws(1), Draws(1)))
    assert first == second
    assert all(400 < first.count(n) < 600 for n in range(10))
    assert len({pair for pair in pairwise(first)}) == 100
