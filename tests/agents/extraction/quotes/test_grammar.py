from __future__ import annotations

import pytest


def phrase(tokens, body: str, first: int, last: int) -> str:
    return body[tokens[first].start : tokens[last].end]


@pytest.mark.parametrize(
    ("body", "last", "expected"),
    [
        ("On Monday the head of the port office said so.", 7, "the head of the port office"),
        ("The rates fell and Ana Roa said so.", 5, "Ana Roa"),
        ("Ana Roa and Ben Holt said so.", 4, "Ana Roa and Ben Holt"),
        ("Reporters heard that Sen. Ana Roa said so.", 6, "Sen. Ana Roa"),
    ],
)
def test_a_phrase_is_followed_to_the_left(parse, body: str, last: int, expected: str) -> None:
    g, tokens = parse(body)
    assert phrase(tokens, body, g.phrase_left(tokens, last, 0), last) == expected


@pytest.mark.parametrize(
    ("body", "first", "expected"),
    [
        ("said Lt. Maren Duval of the port office on Friday.", 1, "Lt. Maren Duval of the port office"),
        ("told reporters the talks had failed.", 1, "reporters"),
        ("said Joaquim (74) Batista, who left.", 1, "Joaquim (74) Batista"),
        ("said he left.", 1, "he"),
    ],
)
def test_a_phrase_is_followed_to_the_right(parse, body: str, first: int, expected: str) -> None:
    g, tokens = parse(body)
    assert phrase(tokens, body, first, g.phrase_right(tokens, first, len(tokens) - 1)) == expected
