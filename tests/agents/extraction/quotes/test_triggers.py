from __future__ import annotations

import pytest

from agents.extraction.quotes.grammar import grammar
from agents.extraction.quotes.triggers import triggers


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("the bank said rates fell", True),
        ("the war closed", False),  # only with marks
        ("roa came late to the clean hall", False),  # "come clean"
        ("they dreamt that rates fell", False),
        ("roa found that rates fell", True),
        ("roa found nothing", False),
        ("in the words of roa rates fell", True),
        ("in other words rates fell", False),
        ("in no hurry but in the words of roa rates fell", True),
        ("roa thinks so", False),  # belief
        ("his allegation that rates fell", True),
        ("his promise to leave", True),
        ("his allegation on the house", False),
    ],
)
def test_words_alone_show_that_nothing_is_said(cues, sentence: str, may: bool) -> None:
    assert triggers(grammar(cues.languages["en"])).may_hold(sentence.split()) is may
