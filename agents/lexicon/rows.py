"""Sentences as rows of letters, one a token, and patterns over such rows: what a reader would walk for stands in data.

A pattern is a regular expression in which `<name>` is any token of that class and `{name}` another pattern.  A class is
a tag, a class of words, or made of others from left to right: "w C -times".  Where tokens have flags, which the parse
tells, `<:flag>` is any token with it.  `frames.toml` holds the patterns; `agents.extraction.quotes` reads with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

_FIRST = 0x1000  # of the letters; what a regular expression may mean otherwise lies below
_CLASS = re.compile(r"(?<!\?P)<([^<>=!][^<>]*|=[^<>=!][^<>]*)>")  # not a group, nor a look behind
_PATTERN = re.compile(r"\{([a-z]\w*)\}")


class Rows:
    """The letters of one language: each tells the tag of a token and the classes of its word."""

    def __init__(
        self,
        tags: Iterable[str],
        words: Mapping[str, frozenset[str]],
        made: Mapping[str, str],
        inside: Mapping[str, str],
        flags: Sequence[str] = (),
    ) -> None:
        """Number the letters.  `inside` tells by their spelling what class words are of that are in none."""
        self._made = made
        self.flags = {flag: 1 << k for k, flag in enumerate(flags)}
        classes: dict[str, set[str]] = {"": set()} | {f" {name}": {name} for name in inside}  # of each word in any
        for name, members in words.items():
            for word in members:
                classes.setdefault(word, set()).add(name)
        kinds = dict.fromkeys(map(frozenset, classes.values()))
        self._kinds = {kind: k for k, kind in enumerate(kinds)}
        self._kind_of = {word: self._kinds[frozenset(kind)] for word, kind in classes.items()}
        self._spelled = [(re.compile(source), self._kinds[frozenset({name})]) for name, source in inside.items()]
        first = _FIRST + (1 << len(flags))
        self._tags = {tag: first + k * len(kinds) for k, tag in enumerate(tags)}

    def letter(self, tag: str, word: str) -> str:
        """Give the letter of a token."""
        kind = self._kind_of.get(word)
        return chr(self._tags[tag] + (self._by_spelling(word) if kind is None else kind))

    def _by_spelling(self, word: str) -> int:
        return next((kind for pattern, kind in self._spelled if pattern.fullmatch(word)), 0)

    def row(self, tokens: Iterable[tuple[str, str]]) -> str:
        """Give the row of a sentence: of the tag and the word of each token."""
        return "".join([self.letter(tag, word) for tag, word in tokens])

    def flagged(self, tags: Sequence[str], words: Sequence[str], flags: Sequence[int]) -> str:
        """Give the row of a sentence whose tokens have flags: two letters a token, the first for its flags."""
        row = [_FIRST] * (2 * len(tags))
        row[::2] = [_FIRST + bits for bits in flags]
        base, kind_of = self._tags, self._kind_of
        row[1::2] = [base[tag] + kind_of.get(word, 0) for tag, word in zip(tags, words, strict=True)]
        return "".join(map(chr, row))

    def pattern(self, source: str, others: Mapping[str, str]) -> re.Pattern[str]:
        """Compile a pattern; `others` are those that it may name."""
        while _PATTERN.search(source):
            source = _PATTERN.sub(lambda name: f"(?:{others[name[1]]})", source)
        one_of = cache(self._one_of)
        return re.compile(_CLASS.sub(lambda name: one_of(name[1]), source))

    def _one_of(self, name: str) -> str:
        """Give the regular expression of one token of a class, or with a flag."""
        if name == "any" and self.flags:
            return "(?:..)"
        bit = self.flags.get(name[1:]) if name[0] == ":" else None
        if bit is not None:
            return f"(?:{_any_of(_FIRST + bits for bits in range(1 << len(self.flags)) if bits & bit)}.)"
        letter = _any_of(self._members(name))
        return f"(?:.{letter})" if self.flags else letter

    def _members(self, name: str) -> set[int]:
        """Give the letters of a class."""
        if name in self._made:
            found: set[int] = set()
            for part in self._made[name].split():
                found = found - self._members(part[1:]) if part[0] == "-" else found | self._members(part)
            return found
        tags = [self._tags[name]] if name in self._tags else self._tags.values()
        kinds = [k for kind, k in self._kinds.items() if name in self._tags or name in kind]
        return {tag + k for tag in tags for k in kinds}


def _any_of(letters: Iterable[int]) -> str:
    """Give the set of a regular expression."""
    runs = [(a, b) for a, b in pairwise([-1, *sorted(letters), -1]) if b - a != 1]
    ranges = "".join(f"{chr(first)}-{chr(last)}" for (_, first), (last, _) in pairwise(runs))
    return f"[{ranges}]" if ranges else "(?!)"
