"""What common nouns are, and where news means something else by them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agents.lexicon import FOLDER, load
from agents.lexicon.errors import LexiconError
from agents.lexicon.nouns import load as load_nouns

NOUNS = load().rules.nouns


@pytest.mark.parametrize(
    ("word", "kind"),
    [("tone", "attribute"), ("soldiers", "person"), ("ship", "artifact"), ("remarks", "communication")],
)
def test_both_numbers_have_the_classes_of_wordnet(word: str, kind: str) -> None:
    assert kind in NOUNS.of(word)


def test_what_news_means_comes_first() -> None:
    assert NOUNS.of("target") == {"location"}
    assert NOUNS.of("counterparts") == {"person"}


def test_an_unknown_noun_has_none() -> None:
    assert NOUNS.of("frobnicator") == frozenset()


def test_what_objects_allow_are_classes() -> None:
    assert {kind for matter in load().rules.roles.matters.values() for kind in matter.of} <= NOUNS.known


@pytest.mark.parametrize(
    ("text", "problem"), [("[nouns", "nouns"), ('light = []\nmodifies = ["toy"]\n[nouns]\n', "unknown toy")]
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    shutil.copy(FOLDER / "signals" / "nouns.tsv", tmp_path)
    (tmp_path / "senses.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        load_nouns(tmp_path)
