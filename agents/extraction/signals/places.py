"""Says where a deed was done: the place named behind "in", "at" or "near" in its clause.

Called by compose.py when a signal is frozen.  A state or city that acts, or that something is done to, is no
place of its own; where the clause names none, nothing is guessed.
"""

from __future__ import annotations

from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match

_LEADS = frozenset({"in", "at", "near", "outside", "around", "off", "inside", "over", "across", "above"})
_SURE = frozenset({"in", "at", "near", "outside"})
_ELSEWHERE = frozenset({"about", "towards", "toward", "amid", "ahead", "to"})  # behind these stands another matter
_BETWEEN = frozenset("DXA#QG'")  # tags between such a word and the name: "in the besieged port of Odesa"
_REACH = 8  # tokens from the small word to the name
_OPENING = 10  # tokens of an opening such as "In Geneva on Friday, ..."


def place_of(s: Sentence, match: Match) -> str:
    """Give the name of the place of a deed: behind its words, else within them, else at the head of the sentence."""
    end = next((k for k in range(match.last + 1, len(s)) if s.tags[k] in ".SW" or s.words[k] in _ELSEWHERE), len(s))
    opening = min(_OPENING, match.first)
    ranges = (range(match.last + 1, end), range(match.first, match.last + 1), range(opening))
    return next((name for tokens in ranges for k in tokens if (name := _named_at(s, k))), "")


def _named_at(s: Sentence, k: int) -> str:
    """The name of the place that begins at a token and is led to by a word of place, else nothing."""
    owner = s.owner[k]
    if owner < 0 or (k and s.owner[k - 1] == owner):
        return ""
    entity = s.entities[owner]
    if entity.type != "LOC" or entity.sense != "place" or not _is_led_to(s, k):
        return ""
    return entity.name or entity.text


def _is_led_to(s: Sentence, k: int) -> bool:
    for j in range(k - 1, max(-1, k - _REACH), -1):
        if s.words[j] in (_SURE if j < k - 1 else _LEADS):
            return True
        if s.tags[j] not in _BETWEEN and s.words[j] != "of":
            return False
    return False
