"""Noun chunks: "Russia's foreign minister" as one thing, with its head, its owner, and whether it is a time.

Called by parse.py on what the verb groups leave of a sentence.  A chunk ends with its head noun: what follows by "of"
or "and" is a chunk of its own, tied on by walk.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.lexicon.grammars import Grammar

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "ADD", "XX"})
_OPENERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_ALONE = frozenset({"PRP", "EX", "WP"})
_INSIDE = (
    _NOUNS | _OPENERS | {"JJ", "JJR", "JJS", "CD", "POS", "HYPH", "$", "SYM", "AFX", "#", "VBN", "VBG", "NFP", "LS"}
)
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG"})
_BETWEEN = frozenset({"RB", "RBR", "RBS"})
_MARKS = frozenset({"``", "''"})
_LOOSE = _MARKS | _BETWEEN | {",", "CC"}
_ON_THE_WAY = _LOOSE | {"HYPH", "CD", "$"}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?$")
_HEADS = _NOUNS | {"CD", "DT", "PRP$", "POS", "VBG", "$"}


class Chunk:
    """A noun with what stands before it: tokens first..last."""

    __slots__ = ("first", "head", "is_date", "is_pronoun", "is_time", "last", "owner")

    def __init__(self, first: int, last: int, head: int) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.owner: tuple[int, int] | None = None  # the tokens before the last "'s"
        self.is_pronoun = False
        self.is_time = False
        self.is_date = False


class ChunkFinder:
    """Finds the chunks of one sentence among tokens that no verb group took."""

    def __init__(self, words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> None:
        self.words = words
        self.tags = tags
        self.grammar = grammar

    def chunk(self, first: int, taken: Sequence[object]) -> Chunk | None:
        """The chunk that begins at a token; None where none does.  `taken` tells for each token what holds it."""
        tag = self.tags[first]
        if tag in _ALONE or (self.words[first] in self.grammar.quantities and self._stands_alone(first, taken)):
            return self._made(first, first)
        if tag not in _INSIDE and not (tag in _BETWEEN and self._leads(first, taken)):
            return None
        k, end = first, len(self.words)
        while k + 1 < end and taken[k + 1] is None and self._goes_on(k, first, taken):
            k += 1
        while k > first and (
            self.tags[k] in ("HYPH", "CC", ",", *_BETWEEN, "NFP") or (self.tags[k] in _OPENERS and self.tags[k] != "DT")
        ):
            k -= 1
        if not any(self.tags[j] in _HEADS or self.tags[j] in _OPENERS for j in range(first, k + 1)):
            return None  # a bare adjective says how, not who
        return self._made(first, k)

    def _stands_alone(self, k: int, taken: Sequence[object]) -> bool:
        """Tell "many of them", "more is needed" from "many ministers"."""
        return k + 1 >= len(self.words) or self.tags[k + 1] == "IN" or taken[k + 1] is not None

    def _leads(self, k: int, taken: Sequence[object]) -> bool:
        """Tell an adverb that opens a phrase: "about 40 people", "nearly half"."""
        return k + 1 < len(self.words) and taken[k + 1] is None and self.tags[k + 1] in ("CD", "$", "HYPH")

    def _goes_on(self, k: int, first: int, taken: Sequence[object]) -> bool:
        """Tell whether the token behind `k` belongs to the chunk that began at `first`."""
        tags, after = self.tags, self.tags[k + 1]
        if "HYPH" in (after, tags[k]):
            return True
        if after in _OPENERS:
            return tags[k] == "PDT" or (self.words[k] in self.grammar.emphatic and k == first)
        if after in _INSIDE:
            parted = self._trails(k) or self._is_time_edge(k) or self._meets_time(k, first) or self._is_second_object(k)
            return not parted
        if tags[k] in _LOOSE and after not in _LOOSE:
            return after not in _ALONE
        return after in _LOOSE and self._bridges(k, taken)

    def _bridges(self, k: int, taken: Sequence[object]) -> bool:
        """Tell whether a mark, an "and" or an adverb behind `k` stands inside: "a long, hard war", "a “high place”"."""
        tags, after = self.tags, self.tags[k + 1]
        two = tags[k + 2] if k + 2 < len(tags) and taken[k + 2] is None else "."
        if after in _MARKS:
            return (tags[k] not in _NOUNS and two in _INSIDE) or self._is_nickname(k)
        if after in _BETWEEN:
            if two == "HYPH":
                return True
            opens = two in _ADJECTIVES or two in _MARKS or two in ("CD", "$")
            return tags[k] not in _NOUNS and opens and self._noun_follows(k + 2, taken)
        return tags[k] in _ADJECTIVES and two in _ADJECTIVES | _BETWEEN and self._noun_follows(k + 2, taken)

    def _is_nickname(self, k: int) -> bool:
        """Tell the marks of "Gregor “Little Axe” Pavlov", from its first name on or from within."""
        ahead = [tag for tag in self.tags[k : k + 7] if tag in _MARKS or tag in ("NNP", "NNPS")]
        around = self.tags[k : k + len(ahead)] == ahead and ahead[-1] in ("NNP", "NNPS")
        opened = sum(tag in _MARKS for tag in ahead)
        return around and (opened == 2 or (opened == 1 and self.tags[k + 1] == "''"))

    def _trails(self, k: int) -> bool:
        """Tell an adjective behind its noun: "the party responsible for"."""
        tags = self.tags
        if tags[k] not in _NOUNS or tags[k + 1] not in _ADJECTIVES or k + 2 >= len(tags):
            return False
        return tags[k + 2] not in _NOUNS and tags[k + 2] not in ("HYPH", "JJ")

    def _noun_follows(self, k: int, taken: Sequence[object]) -> bool:
        """Tell whether adjectives from a token on end in a noun."""
        end = len(self.tags)
        while k < end and taken[k] is None and (self.tags[k] in _ADJECTIVES or self.tags[k] in _ON_THE_WAY):
            k += 1
        return k < end and taken[k] is None and self.tags[k] in _NOUNS

    def _is_second_object(self, k: int) -> bool:
        """Tell where a second object begins with a number: "gave the junta | one week"."""
        after = self.tags[k + 1 : k + 3]
        return self.tags[k] in ("NN", "NNS") and after in (["CD", "NN"], ["CD", "NNS"])

    def _meets_time(self, k: int, first: int) -> bool:
        """Tell where a time begins behind a noun, or ends before one: "the king | today", "on Monday | arms sales"."""
        words, dates, times = self.words, self.grammar.dates, self.grammar.times
        two = words[k + 2] if k + 2 < len(words) else ""
        if words[k + 1] in self.grammar.deictic and two in times:
            return self.tags[k] in _NOUNS  # "villages in Chile | next week"
        if words[k + 1] in dates:
            behind = self.tags[k + 2] if two else "."
            return self.tags[k] in _NOUNS and words[k] not in times and behind not in _NOUNS and behind != "POS"
        led = k == first and k > 0 and self.tags[k - 1] == "IN"
        return led and words[k] in dates and words[k + 1] not in times

    def _is_year(self, k: int) -> bool:
        """Tell the year of a date: "December 1991 | Bonn"."""
        return self.tags[k] == "CD" and k > 0 and self.words[k - 1] in self.grammar.months

    def _is_time_edge(self, k: int) -> bool:
        """Tell where a date ends and a name begins: "Monday | Putin"."""
        return (
            (self._is_year(k) or self.words[k] in self.grammar.dates or self.words[k] in self.grammar.months)
            and self.tags[k + 1] in ("NNP", "NNPS")
            and self.words[k + 1] not in self.grammar.times
        )

    def _made(self, first: int, last: int) -> Chunk:
        chunk = Chunk(first, last, last)
        tags, words = self.tags, self.words
        chunk.is_pronoun = tags[first] in _ALONE
        dated = last - 1 if tags[last] == "CD" and last > first else last  # "May 5"
        named = words[dated] in self.grammar.months and tags[dated] in ("NNP", "NNPS")
        chunk.is_date = named or words[dated] in self.grammar.dates
        common = words[last] in self.grammar.times and tags[last] not in ("NNP", "NNPS")
        year = first == last and tags[last] == "CD" and _YEAR.match(words[last]) is not None
        chunk.is_time = chunk.is_date or common or year
        for k in range(last - 1, first, -1):
            if tags[k] == "POS":
                chunk.owner = (first, k - 1)
                break
        return chunk
