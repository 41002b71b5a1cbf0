from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Roa said the lock holds, adding that it leaks.", "the lock holds"),
        ("Roa said the lock holds and warned that it leaks.", "the lock holds"),
        ("Roa said the lock holds, but he said it leaks.", "the lock holds"),
        ("Roa said the lock holds -- but it clearly leaks.", "the lock holds"),
        ("Roa said the lock holds, although it clearly leaked.", "the lock holds"),
        ("Roa said the lock holds; the office was closed.", "the lock holds"),
    ],
)
def test_a_clause_ends_where_the_next_attribution_begins(said, body: str, expected: str) -> None:
    assert (expected, "Roa") in said(body)


def test_an_object_is_no_clause(said) -> None:
    assert said("Roa mentioned the lock in his talk.") == []
