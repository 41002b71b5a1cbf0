"""A name in the making: a span with what speaks for its type.

Made by `runs`, settled by `document`, turned into a record by `linking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from agents.extraction.names.gazetteer import Hit
from agents.lexicon.names import NOTHING, Known
from agents.records import Entity

Spanned = TypeVar("Spanned", "Candidate", Entity)


class Candidate:
    """A span that may be a name.  `strength` 3: certain here; 2: likely; 1: a guess; 0: no reason yet."""

    __slots__ = (
        *("start", "end", "text", "type", "subtype", "rule", "strength"),
        *("known", "meanings", "prefix", "prefix_end", "full"),
    )

    def __init__(self, start: int, end: int, text: str, kind: str = "", rule: str = "", strength: int = 0) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.type = kind
        self.subtype = ""
        self.rule = rule
        self.strength = strength
        self.known: Known | None = None
        self.meanings: tuple[Known, ...] = ()
        self.prefix: Known | None = None  # the state an organisation's name begins with: "Russian Foreign Ministry"
        self.prefix_end = start
        self.full: Candidate | None = None  # the fuller name of the same person or organisation in this document

    @property
    def means(self) -> Known:
        """What the lexicon knows by this name here, `NOTHING` if nothing."""
        return self.known or NOTHING

    def settle(self, kind: str, rule: str, strength: int) -> None:
        """Give the candidate a type for a reason."""
        self.type, self.rule, self.strength = kind, rule, strength


def of_hit(hit: Hit, body: str) -> Candidate:
    """Make a candidate of a known name, in its likeliest meaning."""
    known = hit.meanings[0]
    found = Candidate(
        hit.start, hit.end, body[hit.start : hit.end], known.type, f"lexicon:{known.kind}", 1 if known.weak else 3
    )
    found.known, found.meanings, found.subtype = known, hit.meanings, known.subtype
    return found


NO_NAME = Candidate(-2, -2, "")  # what stands before the first


def apart(found: Iterable[Spanned]) -> list[Spanned]:
    """Sort names, and drop what lies inside or reaches into one before it."""
    kept: list[Spanned] = []
    last = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= last:
            kept.append(name)
            last = name.end
    return kept
