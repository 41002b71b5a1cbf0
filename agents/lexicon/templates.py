"""A line with gaps, cut into pieces once: words, slots, verbs still without a form, and what may be left out.

Called by `headlines`; how such a line is written is said in `headlines.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

Sort = Literal["words", "slot", "active", "passive"]

_GROUP = re.compile(r"\(([^()]*)\)")
_GAP = re.compile(r"\{(?P<slot>[a-z]+)\}|\[(?P<active>[a-z]+)\]|<(?P<passive>[a-z]+)>")
_MARKS = re.compile(r"[][(){}<>_→]|  ")


class Piece(NamedTuple):
    """Words as they are, the name of a slot, or the base form of a verb."""

    sort: Sort
    text: str


class Part(NamedTuple):
    """Pieces that stand together; an `optional` part is left out where one of its slots is empty."""

    optional: bool
    pieces: tuple[Piece, ...]


class Template(NamedTuple):
    """The parts of a line in their order."""

    parts: tuple[Part, ...]

    def named(self, sort: Sort) -> list[str]:
        """Give the texts of all pieces of a sort, in order."""
        return [piece.text for part in self.parts for piece in part.pieces if piece.sort == sort]


@cache
def template(line: str) -> Template:
    """Cut a line into its parts.  Raises ValueError where a bracket is left over."""
    parts, at = [], 0
    for group in _GROUP.finditer(line):
        parts += [Part(False, _pieces(line[at : group.start()])), Part(True, _pieces(group[1]))]
        at = group.end()
    parts.append(Part(False, _pieces(line[at:])))
    return Template(tuple(part for part in parts if part.pieces))


def _pieces(line: str) -> tuple[Piece, ...]:
    found, at = [], 0
    for gap in _GAP.finditer(line):
        found.append(_words(line[at : gap.start()]))
        sort: Sort = "slot" if gap["slot"] else "active" if gap["active"] else "passive"
        found.append(Piece(sort, gap[sort]))
        at = gap.end()
    found.append(_words(line[at:]))
    return tuple(piece for piece in found if piece.text)


def _words(text: str) -> Piece:
    if wrong := _MARKS.search(text):
        raise ValueError(f"{text!r} has a stray {wrong[0]!r}")
    return Piece("words", text)
