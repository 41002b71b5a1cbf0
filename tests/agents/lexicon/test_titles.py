"""Words around titles: labels in small letters, openings that hold at the beginning alone, a wrong file is refused."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from agents.lexicon import load
from agents.lexicon.errors import LexiconError
from agents.lexicon.titles import FILE, Titles
from agents.records import ArticleKind

TITLES = load().titles


def test_labels_are_small_and_of_one_kind() -> None:
    assert all(label == label.lower().strip() for label in TITLES.labels)
    assert set(get_args(ArticleKind)) == set(TITLES.labels.values())


def test_an_opening_is_whole_words_at_the_beginning() -> None:
    def kinds(title: str) -> list[str]:
        return [kind for pattern, kind in TITLES.openings if pattern.match(title)]

    assert kinds("Seven odd things to know") == ["list"]
    assert kinds("Harbour Post withdraws story on the envoy") == ["retraction"]
    assert kinds("How it ended") == kinds("What’s next") == ["retrospective"]
    assert not kinds("Howitzers arrive") and not kinds("And how it ended")


@pytest.mark.parametrize("text", ["", "labels = [[", "[labels]\ndull = []\n"])
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError):
        Titles.load(tmp_path)
