"""Orders in headlines: "Leave Lebanon now, France tells Israel", "Washington to Baghdad: disband militias".

Called by match.py, for patterns that hold beside an order only, and by ways.py, for whom the two sides are.
"""

from __future__ import annotations

from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.stretches import Phrase

_OBJECTS = frozenset({"DT", "PRP$", "NNP", "NNS", "VBG", "PRP"})
_FAR = 9  # tokens before a colon in which both sides stand


def may_order(s: Sentence, i: int) -> bool:
    """Tell, by words alone, whether an order may stand before a verb at a token, or behind a colon there."""
    at = _begin(s, i)
    return s.is_title and at < len(s) and (_to(s, i) is not None if at else "b" in s.kinds(0))


def is_order(s: Sentence, i: int) -> bool:
    """Tell whether one does: a bare verb with its object, and no other verb."""
    at = _begin(s, i)
    end = len(s) if at else max((k for k in range(i) if s.words[k] in (",", "!", "'", '"')), default=0)
    if end < 2 or at + 1 >= end:
        return False
    others = (c.group.head for c in s.parsed.clauses if c.group.form == "finite" and at < c.group.head < end)
    return next(others, None) is None and (s.tags[at] == "VB" or ("b" in s.kinds(at) and s.tags[at + 1] in _OBJECTS))


def sides_of_colon(s: Sentence, i: int) -> tuple[Phrase, Phrase] | None:
    """Give who stands before and behind the "to" before a colon."""
    to = _to(s, i)
    return ((0, to - 1), (to + 1, i - 1)) if to is not None else None


def _begin(s: Sentence, i: int) -> int:
    return i + 1 if s.words[i] == ":" else 0


def _to(s: Sentence, i: int) -> int | None:
    return next((k for k in range(max(1, i - _FAR), i - 1) if s.words[k] == "to"), None)
