"""Which sentences may report speech without marks: those with a word that opens an attribution, and what it needs.

Most sentences show by their words alone that no frame can hold in them, and are not parsed.  It knows no speakers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from agents.extraction.quotes.grammar import Grammar


class Triggers:
    """What opens an attribution in one language; belief does not, it needs marks."""

    def __init__(self, g: Grammar) -> None:
        self._openings: dict[str, list[tuple[list[str], frozenset[str]]]] = defaultdict(list)
        for opening, behind, needs in _openings(g):
            self._openings[opening].append((behind, needs))

    def may_hold(self, words: Sequence[str]) -> bool:
        """Tell whether a sentence of these lower-case words may report speech without marks; exact in what it refuses.

        What is said behind marks alone ("closed", "went on") is none there.
        """
        for word in self._openings.keys() & words:
            for behind, needs in self._openings[word]:
                if (not needs or not needs.isdisjoint(words)) and (not behind or _follow(words, word, behind)):
                    return True
        return False


def _follow(words: Sequence[str], word: str, behind: list[str]) -> bool:
    """Tell whether some words stand right behind another."""
    end = 1 + len(behind)
    return any(words[at + 1 : at + end] == behind for at, found in enumerate(words) if found == word)


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


@cache
def triggers(g: Grammar) -> Triggers:
    """Give the triggers of a language; made once for each loaded lexicon."""
    return Triggers(g)
