"""Capitalised runs: where names may stand, as words, with the known names among them.

Called by `entities` with the hits of the gazetteer; `pieces` reads each run and gives its candidates.  It
knows how names are written, not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agents.extraction.gazetteer import Hit

_UPPER = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
_PART = rf"[{_UPPER}][\w]*(?:(?:[-&/]|[’'](?![sS]\b))\w+)*"
_ABBREVIATED = r"(?:St|Mt|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|Adm|Brig|Engr)\."
_ARTICLE = rf"(?:al|el|ad|ar|as|an|at|d|l|de|ash|az|ul)[-’']{_PART}"
_TOKEN = rf"(?:[{_UPPER}]\.){{2,}}[{_UPPER}]?(?!\w)|[{_UPPER}]\.(?!\w)|{_ABBREVIATED}|{_ARTICLE}|{_PART}"
_LINKS = (
    "of the|for the|on the|and the|of|for|and|the|on|in|de la|de los|de|da|do|dos|das|del|della|di|du|des|la|le|el|al"
    "|bin|ibn|bint|von|van der|van den|van|der|den|ter|zu|y|e|&|to|against"
)
_RUN = re.compile(rf"(?<![\w@])(?:{_TOKEN})(?:[ \u00a0](?:(?:{_LINKS})[ \u00a0])?(?:{_TOKEN}))*")
_HITS_IN_A_WORD = 4  # "Russia-Ukraine-Belarus"
_WORD = re.compile(rf"{_TOKEN}|[^\s]+")


class Token(NamedTuple):
    """A word of a run; `link` is a small word between two capitalised ones; `hit` a known name that begins here."""

    start: int
    end: int
    text: str
    lower: str
    link: bool
    hit: Hit | None
    inside: bool  # part of a known name, not its first word


class Run(NamedTuple):
    """A run as words; empty words mean that it is one known name and nothing else."""

    tokens: list[Token]
    hit: Hit | None


def find(body: str, hits: Sequence[Hit]) -> Iterator[Run]:
    """Give all runs and all known names outside of runs, from left to right."""
    at = 0
    for match in _RUN.finditer(body):
        start, end = match.span()
        inside: list[Hit] = []
        while at < len(hits) and hits[at].start < end:
            hit = hits[at]
            if hit.end > start:
                inside.append(hit)
            else:
                yield Run([], hit)
            at += 1
        if len(inside) == 1 and inside[0].start <= start and inside[0].end >= end:
            yield Run([], inside[0])
        else:
            yield Run(_tokens(body, start, end, inside), None)
    for hit in hits[at:]:
        yield Run([], hit)


def _tokens(body: str, start: int, end: int, hits: list[Hit]) -> list[Token]:
    """Cut a run into words; `Russia-Ukraine` is cut where a known name ends or begins."""
    tokens: list[Token] = []
    k = 0
    for word in _WORD.finditer(body, start, end):
        while k < len(hits) and hits[k].end <= word.start():
            k += 1
        near = hits[k : k + _HITS_IN_A_WORD]
        for left, right in _parts(body, word.start(), word.end(), near) if near else (word.span(),):
            while k < len(hits) and hits[k].end <= left:
                k += 1
            hit = hits[k] if k < len(hits) and hits[k].start < right else None
            text = body[left:right]
            link = (text[0].islower() and text.isalpha()) or text[0] == "&" or " " in text
            first = hit is not None and (hit.start >= left or not tokens)
            inside = hit is not None and not first
            tokens.append(Token(left, right, text, text.lower(), link, hit if first else None, inside))
    return tokens


def _parts(body: str, start: int, end: int, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    cuts = {p for hit in hits for p in (hit.start, hit.end) if start < p < end}
    left = start
    for cut in sorted(cuts):
        if cut > left and (body[cut] in "-/&" or body[cut - 1] in "-/&"):
            right = cut - 1 if body[cut - 1] in "-/&" else cut
            if right > left:
                yield left, right
            left = cut + 1 if body[cut] in "-/&" else cut
    if left < end:
        yield left, end
