from __future__ import annotations

import pytest

from agents.extraction.marks import regions
from agents.extraction.quotes.grammar import grammar
from agents.extraction.quotes.tokens import units
from agents.extraction.quotes.woven import is_woven
from agents.extraction.text import Text


@pytest.mark.parametrize(
    ("body", "woven"),
    [
        ("“It has been leaking for years,” Roa said.", False),
        ("Roa said “it has been leaking for years”.", False),
        ("Roa told Falk “It has been leaking for years.”", False),
        ("“It has been leaking for years” Roa said.", False),
        ("Roa said “we have lost the whole harbour” on Friday.", False),
        ("Roa said the lock “has been leaking for years”.", True),
        ("Roa said that “these are things we never take lightly.”", True),
        ("Roa said “exactly who it was that did it” remains unknown.", True),
        ("Roa called it “a trap”.", True),
    ],
)
def test_marked_words_are_woven_where_no_clause_is_whole_without_them(cues, body: str, woven: bool) -> None:
    text = Text(body, lang="en")
    speech = cues.languages["en"]
    (unit,) = units(text, regions(body, text.paragraphs, "en"), speech.forms)
    ((_, region),) = unit.regions
    assert is_woven(grammar(speech), unit, region) is woven
