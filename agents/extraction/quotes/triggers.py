"""Where a text may report speech: places of the words without one of which a sentence without marks reports none.

One search over the whole text, so that `find` cuts into tokens only the sentences worth reading; of these, most show by
their words alone that no frame can hold in them, and are not parsed.  Says nothing of who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
        self._openings: dict[str, list[tuple[list[str], frozenset[str]]]] = defaultdict(list)
        for opening, behind, needs in _openings(g):
            self._openings[opening].append((behind, needs))
        self._search = AhoCorasick(letters, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def may_hold(self, words: Sequence[str]) -> bool:
        """Tell whether a sentence of these lower-case words may report speech without marks; exact in what it refuses.

        What is said behind marks alone ("closed", "went on") is none there.
        """
        for at, word in enumerate(words):
            for behind, needs in self._openings.get(word, ()):
                follows = words[at + 1 : at + 1 + len(behind)] == behind
                if follows and (not needs or not needs.isdisjoint(words)):
                    return True
        return False

    def places(self, body: str) -> list[int]:
        """Give where the triggers of a text begin, in order; a trigger inside a longer word is none."""
        low = body.replace("İ", "I").lower()  # the one letter that two take the place of in lower case
        return [
            start
            for _, start, end in self._search.find_matches_as_indexes(low)
            if not (low[end : end + 1].isalpha() or low[start - 1 : start].isalpha())
        ]


def _openings(g: Grammar) -> Iterator[tuple[str, list[str], frozenset[str]]]:
    """Give the words that may open an attribution, what must stand right behind, and of what one word must stand."""
    speech, none = g.speech, frozenset[str]()
    that, to = speech.word_class("need_that"), speech.word_class("need_to")
    for word, forms in speech.forms.items():
        for form in forms:
            needs = [_needs(g, frame) for frame in form.frames if frame != "quote"]
            if needs:
                yield word, [*form.particle], none if none in needs else none.union(*needs)
    for first, *behind in speech.phrases:
        yield first, behind, none
    for word in {*speech.nouns, *speech.word_class("support_nouns"), *speech.forms}:
        yield from ((word, [small], none) for small in that | to)


def _needs(g: Grammar, frame: str) -> frozenset[str]:
    return g.speech.word_class("asking" if frame == "wh" else f"need_{frame}")


def holds(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of the places lies from `start` up to `end`."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@cache
def triggers(g: Grammar) -> Triggers:
    """Give the triggers of a language; made once for each loaded lexicon."""
    return Triggers(g)
