"""Noun chunks: "Russia's foreign minister" as one thing, with its head, its owner, and whether it is a time.

Called by parse.py on what the verb groups leave of a sentence.  A chunk ends with its head noun: what follows by "of"
or "and" is a chunk of its own, tied on by walk.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.extraction.parse.penn import ADJECTIVES, ADVERBS, COMMON, MARKS, NAMES, NOUNS, PARTICIPLES
from agents.lexicon.grammars import Grammar

_NOUNS = NOUNS | {"FW", "ADD", "XX"}
_OPENERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_ALONE = frozenset({"PRP", "EX", "WP"})
_OF_NOUN = ADJECTIVES | PARTICIPLES
_INSIDE = _NOUNS | _OPENERS | _OF_NOUN | {"CD", "POS", "HYPH", "$", "SYM", "AFX", "#", "NFP", "LS"}
_LOOSE = MARKS | ADVERBS | {",", "CC"}
_NEVER_LAST = ADVERBS | {"HYPH", "CC", ",", "NFP", "PDT", "PRP$", "WP$"}
_ON_THE_WAY = _LOOSE | _OF_NOUN | {"HYPH", "CD", "$"}
_CENTURIES = "12"  # how a year begins
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?$")
_HEADS = _NOUNS | {"CD", "DT", "PRP$", "POS", "VBG", "$"}


class Chunk:
    """A noun with what stands before it: tokens first..last."""

    __slots__ = ("first", "head", "is_pronoun", "is_time", "last", "owner")

    def __init__(self, first: int, last: int, head: int) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.owner: tuple[int, int] | None = None  # the tokens before the last "'s"
        self.is_pronoun = False
        self.is_time = False


class ChunkFinder:
    """Finds the chunks of one sentence among tokens that no verb group took."""

    def __init__(self, words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> None:
        self.words = words
        self.tags = tags
        self.grammar = grammar

    def chunk(self, first: int, taken: Sequence[object]) -> Chunk | None:
        """The chunk that begins at a token; None where none does.  `taken` tells for each token what holds it."""
        tags = self.tags
        tag = tags[first]
        if tag in _ALONE or (self.words[first] in self.grammar.quantities and self._stands_alone(first)):
            return self._made(first, first)
        if tag not in _INSIDE:
            return None
        k, end = first, len(self.words)
        while k + 1 < end and taken[k + 1] is None and self._goes_on(k):
            k += 1
        while k > first and tags[k] in _NEVER_LAST:
            k -= 1
        if tags[k] not in _HEADS and _HEADS.isdisjoint(tags[first:k]):
            return None  # a bare adjective says how, not who
        return self._made(first, k)

    def _stands_alone(self, k: int) -> bool:
        """Tell "many of them" from "many ministers"."""
        return k + 1 >= len(self.words) or self.tags[k + 1] == "IN"

    def _goes_on(self, k: int) -> bool:
        """Tell whether the token behind `k` belongs to the same chunk."""
        tag, after = self.tags[k], self.tags[k + 1]
        if after not in _INSIDE:
            return tag == "HYPH" or (after in _LOOSE and self._bridges(k))
        if after == "HYPH" or tag == "HYPH":
            return True
        if after in _OPENERS:
            return self.words[k] in self.grammar.emphatic
        if tag in _NOUNS and self._meets_time(k):
            return False
        return not ((after == "CD" and self._is_second_object(k)) or (after in NAMES and self._leaves_year(k)))

    def _bridges(self, k: int) -> bool:
        """Tell whether a mark, an "and" or an adverb behind `k` stands inside: "a long, hard war", "a “high place”"."""
        tag, after = self.tags[k], self.tags[k + 1]
        two = self.tags[k + 2] if k + 2 < len(self.tags) else "."
        if after in MARKS or after in ADVERBS:
            return two == "HYPH" or (tag not in _NOUNS and (after in MARKS or self._noun_follows(k + 2)))
        return tag in _OF_NOUN and (two in _OF_NOUN or two in ADVERBS)

    def _noun_follows(self, k: int) -> bool:
        """Tell whether adjectives from a token on end in a noun."""
        return next((tag for tag in self.tags[k:] if tag not in _ON_THE_WAY), ".") in _NOUNS

    def _is_second_object(self, k: int) -> bool:
        """Tell where a second object begins with a number: "gave the junta | one week"."""
        return self.tags[k] in COMMON and not COMMON.isdisjoint(self.tags[k + 2 : k + 3])

    def _meets_time(self, k: int) -> bool:
        """Tell where a time begins behind a noun: "the king | today", "villages in Chile | last week"."""
        word = self.words[k + 1]
        return word in self.grammar.dates or word in self.grammar.deictic

    def _leaves_year(self, k: int) -> bool:
        """Tell where a year ends and a name begins: "in 1995 | London"."""
        return self.tags[k - 1] == "IN" and _YEAR.match(self.words[k]) is not None

    def _made(self, first: int, last: int) -> Chunk:
        chunk = Chunk(first, last, last)
        tags, words, grammar = self.tags, self.words, self.grammar
        chunk.is_pronoun = tags[first] in _ALONE
        dated = words[last - 1 if tags[last] == "CD" else last]  # "May 5"
        word = words[last]
        date = dated in grammar.months or word in grammar.dates
        common = word in grammar.times and tags[last] not in NAMES
        chunk.is_time = date or common or (word[0] in _CENTURIES and _YEAR.match(word) is not None)
        if last > first + 1 and "POS" in tags[first + 1 : last]:
            chunk.owner = (first, next(k for k in range(last - 1, first, -1) if tags[k] == "POS") - 1)
        return chunk
