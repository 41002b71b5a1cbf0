"""Bodies and offices in plain words, after and before a name."""

import pytest

from agents.extraction.names import phrases
from agents.lexicon.names import Names


@pytest.mark.parametrize(
    ("after", "words", "unit", "single"),
    [
        (" officials said", "officials", "GOV", False),
        ("'s senior military officials", "military officials", "MIL", False),
        ("’s foreign minister left", "foreign minister", "GOV:mfa", True),
        (" foreign ministry spokesman", "foreign ministry spokesman", "GOV:mfa", True),
        (" riot police", "riot police", "COP", False),
        (" rebel-held town", None, "", False),
        (" attacks killed soldiers", None, "", False),
        (", officials said", None, "", False),
        ("", None, "", False),
    ],
)
def test_after(names: Names, after: str, words: str | None, unit: str, single: bool) -> None:
    text = "Iran" + after
    body = phrases.after(text, 4, len(text), names)
    assert (text[body.start : body.end] or None) == words
    assert words is None or (body.office.unit, body.single) == (unit, single)


def test_after_stops_at_the_limit(names: Names) -> None:
    assert phrases.after("Iran officials", 4, 8, names) == phrases.NO_BODY


@pytest.mark.parametrize(
    ("before", "words", "preposition"),
    [
        ("The president of ", "president", "of"),
        ("Then the foreign minister of the ", "foreign minister", "of"),
        ("All authorities in ", "authorities", "in"),
        ("The table of ", None, ""),
        ("Warring parties in ", "Warring parties", "in"),
        ("government of ", "government", "of"),
        ("president ", None, ""),
    ],
)
def test_before(names: Names, before: str, words: str | None, preposition: str) -> None:
    body = phrases.before(before + "Iran", len(before), names)
    assert (before[body.start : body.end] or None) == words
    assert words is None or body.preposition == preposition
