"""Where a text may report speech: places of the words without one of which a sentence without marks reports none.

One search over the whole text, so that `find` cuts into tokens only the sentences worth reading.  Says nothing of
who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from agents.extraction.quotes.grammar import LETTERS, Grammar

_CLASSES = ("triggers", "support_nouns", "reported", "demnach", "source_after")


class Triggers:
    """The triggers of one language as one automaton; belief is none, it needs marks."""

    def __init__(self, g: Grammar) -> None:
        speech = g.speech
        listed = (word for name in _CLASSES for word in speech.word_class(name))
        spoken = (
            word for word, forms in speech.forms.items() if any(set(f.frames.values()) != {"belief"} for f in forms)
        )
        words = (*spoken, *speech.nouns, *g.source_words, *listed)
        letters = sorted({run for word in words for run in LETTERS.findall(word)})
        self._search = AhoCorasick(letters, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def places(self, body: str) -> list[int]:
        """Give where the triggers of a text begin, in order; a trigger inside a longer word is none."""
        low = body.replace("İ", "I").lower()  # the one letter that two take the place of in lower case
        return [
            start
            for _, start, end in self._search.find_matches_as_indexes(low)
            if not (low[end : end + 1].isalpha() or low[start - 1 : start].isalpha())
        ]


def holds(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of the places lies from `start` up to `end`."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@cache
def triggers(g: Grammar) -> Triggers:
    """Give the triggers of a language; made once for each loaded lexicon."""
    return Triggers(g)
