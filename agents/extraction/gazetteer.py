"""One pass over the text finds every name the lexicon knows.

Called by `entities`.  It says where a known name stands and what it may mean; which meaning holds, and
whether it is a name at all in that place, is decided later.
"""

from __future__ import annotations

from typing import NamedTuple

from agents.lexicon.names import Known, Names


class Hit(NamedTuple):
    """A known name in the text, with all it may stand for, the likeliest first."""

    start: int
    end: int
    meanings: tuple[Known, ...]


def scan(body: str, names: Names) -> list[Hit]:
    """Give all known names that stand as whole words, from left to right, the longest first, none overlapping."""
    meanings = names.meanings
    size = len(body)
    found = []
    for pattern, start, end in names.automaton.find_matches_as_indexes(body):
        if (start and _joins(body[start - 1])) or (end < size and _joins(body[end])):
            continue
        if end < size and body[end] == "." and not body[end - 1] == "." and _abbreviates(body, start, end):
            end += 1
        found.append(Hit(start, end, meanings[pattern]))
    return found


def _joins(character: str) -> bool:
    return character.isalnum() or character in "_@"


def _abbreviates(body: str, start: int, end: int) -> bool:
    """Tell whether the full stop after the name belongs to it: `U.S` then `.`."""
    return end - start >= 3 and body[end - 2] == "." and body[end - 1].isupper()
