"""Words of a sentence with their offsets, a marked stretch being one word; called by the readers of speech.

A sentence here ends outside quotation marks only, so that «"We lost. We will win," he said.» is one unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agents.extraction.quotes.marks import Region
from agents.extraction.text import Text

_TOKEN = re.compile(
    r"(?P<n>\d+(?:[.,:]\d+)*\w*(?:-[^\W_]+)*)|(?P<w>[^\W_]+(?:(?:[-'’&.@/]|’[-])[^\W_]+)*)|(?P<p>\.\.\.|--|[^\w\s]|_)"
)
_ENDS = frozenset(".!?…")
_NAME_WORDS = 4
SAID, NAME = '"', '""'  # the `low` of a marked stretch
DASHES = frozenset({"–", "—", "―", "-", "--"})


class Token(NamedTuple):
    """One word, number ("n"), mark of punctuation ("p") or marked stretch ("Q"); capitalised words are "C", others "w"."""

    start: int
    end: int
    low: str
    shape: str
    region: int = -1


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as tokens, and the paragraph it stands in."""

    tokens: list[Token]
    start: int
    end: int
    paragraph: int


def units(text: Text, regions: Sequence[Region]) -> list[Unit]:
    """Cut a text into units.  Regions inside regions stay inside their outermost one."""
    outer = [(i, r) for i, r in enumerate(regions) if r.parent < 0]
    spans = _merged(text.sentences, [r for _, r in outer])
    found: list[Unit] = []
    paragraph, at = 0, 0
    for start, end in spans:
        while paragraph + 1 < len(text.paragraphs) and text.paragraphs[paragraph][1] <= start:
            paragraph += 1
        while at < len(outer) and outer[at][1].end <= start:
            at += 1
        tokens, at = _tokens(text.body, start, end, outer, at)
        if tokens:
            found.append(Unit(tokens, start, end, paragraph))
    return found


def _merged(sentences: Sequence[tuple[int, int]], outer: Sequence[Region]) -> list[tuple[int, int]]:
    """Join sentences whose boundary lies inside a region."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in sentences:
        while at < len(outer) and outer[at].end <= start:
            at += 1
        inside = at < len(outer) and outer[at].start < start < outer[at].end
        # A region may begin before the last sentence end and reach into this one.
        if inside and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _tokens(body: str, start: int, end: int, outer: Sequence[tuple[int, Region]], at: int) -> tuple[list[Token], int]:
    found: list[Token] = []
    position = start
    while position < end:
        region = outer[at][1] if at < len(outer) and outer[at][1].start < end else None
        stop = region.start if region else end
        found.extend(_words(body, position, stop))
        if region is None:
            break
        found.append(Token(region.start, region.end, _role(body[slice(*region.inner)]), "Q", outer[at][0]))
        position = region.end
        at += 1
    return found, at


def _role(inner: str) -> str:
    """Tell marked words that may be a name inside a phrase (NAME) from those that look said (SAID)."""
    words = inner.split()
    return NAME if 0 < len(words) <= _NAME_WORDS and inner[-1] not in ",.?!…—-" and inner[0].isupper() else SAID


def _words(body: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(body, start, end):
        word, shape = match.group(), match.lastgroup or "p"
        if shape == "w":
            shape = "C" if word[0].isupper() else "w"
            word = word.lower().replace("’", "'")
        found.append(Token(match.start(), match.end(), word, shape))
    return found


def is_final(token: Token) -> bool:
    """Tell whether a token is a mark that ends a sentence."""
    return token.shape == "p" and token.low[0] in _ENDS
