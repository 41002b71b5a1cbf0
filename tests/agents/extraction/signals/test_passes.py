"""Sentences with an anchor, and only those, go through the passes."""

from __future__ import annotations

from agents.extraction import parse_of, read
from agents.extraction.signals.passes import sentences
from agents.extraction.text import Text
from agents.lexicon import load


def test_only_anchored_sentences_are_read() -> None:
    body = "The hills were green.\n\nCanada imposed sanctions on Belarus.\n\nIt was so."
    reading = read(body, load(), wanted=frozenset({"entities"}))
    found = [
        body[s.start : s.end]
        for s in sentences(reading.text, reading.entities, load().rules, parse_of(reading.text, reading.entities))
    ]
    assert "Canada imposed sanctions on Belarus." in found
    assert "The hills were green." not in found


def test_letters_that_grow_when_lowered_move_nothing() -> None:
    body = "İİİ İstanbul. Canada imposed sanctions on Belarus."
    text = Text(body, lang="en")
    last = list(sentences(text, (), load().rules, parse_of(text, ())))[-1]
    assert body[last.starts[0] : last.ends[1]] == "Canada imposed"
