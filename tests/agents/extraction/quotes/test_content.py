from __future__ import annotations

import pytest

from agents.extraction.quotes.content import content_after
from agents.extraction.quotes.hits import find_hits


@pytest.mark.parametrize(
    ("body", "frame", "first", "addressee"),
    [
        ("Roa said on Monday that the lock holds.", "that", "the", ""),
        ("Roa said the lock holds.", "bare", "the", ""),
        ("Roa asked whether the lock holds.", "wh", "whether", ""),
        ("Roa told the board that the lock holds.", "that", "the", "the board"),
        ("Roa urged voters to stay home.", "order", "to", "voters"),
        ("Roa accused the firm of lying about it.", "for", "lying", "the firm"),
        ("Roa vowed to close the lock.", "to", "to", ""),
        ("Roa demanded an inquiry.", "thing", "an", ""),
    ],
)
def test_each_frame_finds_its_content(parse, body: str, frame: str, first: str, addressee: str) -> None:
    g, tokens = parse(body)
    content = content_after(g, tokens, find_hits(g, tokens)[0])
    assert content is not None
    to = content.addressee
    words = body[tokens[to[0]].start : tokens[to[1]].end] if to else ""
    assert (content.frame, tokens[content.first].low, words) == (frame, first, addressee)


def test_a_verb_without_content_has_none(parse) -> None:
    g, tokens = parse("The lock holds, Roa said on Monday.")
    assert content_after(g, tokens, find_hits(g, tokens)[0]) is None
