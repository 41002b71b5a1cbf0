"""Says where a deed was done: the place named behind "in", "at" or "near" in its clause.

Called by draft.py when a signal is frozen.  A state or city that acts, or that something is done to, is no
place of its own; where the clause names none, nothing is guessed.
"""

from __future__ import annotations

from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence

_BETWEEN = frozenset("DXA#QG'")  # letters between such a word and the name: "in the besieged port of Odesa"
_REACH = 8  # tokens from the small word to the name
_OPENING = 10  # tokens of an opening such as "In Geneva on Friday, ..."


def place_of(s: Sentence, match: Match) -> str:
    """Give the name of the place of a deed: behind its words, else within them, else at the head of the sentence."""
    behind = range(match.last + 1, len(s))
    end = next((k for k in behind if s.letters[k] in ".SW" or s.words[k] in s.rules.words["no_place"]), len(s))
    ranges = (range(match.last + 1, end), range(match.first, match.last + 1), range(min(_OPENING, match.first)))
    return next((name for tokens in ranges for k in tokens if (name := _named_at(s, k))), "")


def _named_at(s: Sentence, k: int) -> str:
    """The name of the place that begins at a token and is led to by a word of place, else nothing."""
    owner = s.owner[k]
    if owner < 0 or (k and s.owner[k - 1] == owner):
        return ""
    entity = s.entities[owner]
    if entity.type != "LOC" or entity.sense != "place" or not _is_led_to(s, k):
        return ""
    return entity.name


def _is_led_to(s: Sentence, k: int) -> bool:
    words = s.rules.words
    for j in range(k - 1, max(-1, k - _REACH), -1):
        if s.words[j] in (words["sure_place"] if j < k - 1 else words["place"]):
            return True
        if s.letters[j] not in _BETWEEN and s.words[j] != "of":
            return False
    return False
