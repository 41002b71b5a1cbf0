"""One pass over the text finds every name the lexicon knows.

Called by `entities`.  It says where a known name stands and what it may mean; which meaning holds, and
whether it is a name at all in that place, is decided later.
"""

from __future__ import annotations

from msgspec import Struct

from agents.lexicon.names import Known, Names

_MARKS = frozenset("_@")
_MONEY = ("$", " $", " dollar", " cent")


class Hit(Struct, frozen=True, gc=False):
    """A known name in the text, with all it may stand for, the likeliest first."""

    start: int
    end: int
    meanings: tuple[Known, ...]


def scan(body: str, names: Names) -> list[Hit]:
    """Give all known names that stand as whole words, from left to right, the longest first, none overlapping."""
    meanings = names.meanings
    found = []
    for pattern, start, end in names.automaton.find_matches_as_indexes(body):
        if _joins(body[start - 1 : start]) or _joins(body[end : end + 1]):
            continue
        if body.startswith(_MONEY, end):  # "US$", "US dollars": a currency, not a state
            continue
        found.append(Hit(start, end, meanings[pattern]))
    return found


def _joins(character: str) -> bool:
    return character.isalnum() or character in _MARKS
