from __future__ import annotations

from agents.extraction.quotes.grammar import UNWRITTEN, grammar


def test_classes_are_made_of_the_lexicons(parse) -> None:
    english = parse("He came.")[0]
    assert "source" in english.relays


def test_an_unwritten_language_has_no_words() -> None:
    assert not grammar(UNWRITTEN).relays
