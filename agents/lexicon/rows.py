"""Sentences as rows of letters, one a token, and patterns over such rows: what a reader would walk for stands in data.

A pattern is a regular expression in which `<name>` is any token of that class and `{name}` another pattern.  A class is
a tag, a class of words, or made of others from left to right: "w C -times".  `frames.toml` holds them;
`agents.extraction.quotes` reads with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

_FIRST = 0x100  # of the letters; what a regular expression may mean otherwise lies below
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
    ) -> None:
        """Number the letters.  `inside` tells by their spelling what class words are of that are in none."""
        self._made = made
        classes: dict[str, set[str]] = {"": set()} | {f" {name}": {name} for name in inside}  # of each word in any
        for name, members in words.items():
            for word in members:
                classes.setdefault(word, set()).add(name)
        kinds = dict.fromkeys(map(frozenset, classes.values()))
        self._kinds = {kind: k for k, kind in enumerate(kinds)}
        self._kind_of = {word: self._kinds[frozenset(kind)] for word, kind in classes.items()}
        self._spelled = [(re.compile(source), self._kinds[frozenset({name})]) for name, source in inside.items()]
        self._tags = {tag: _FIRST + k * len(kinds) for k, tag in enumerate(tags)}

    def letter(self, tag: str, word: str) -> str:
        """Give the letter of a token."""
        kind = self._kind_of.get(word)
        return chr(self._tags[tag] + (self._by_spelling(word) if kind is None else kind))

    def _by_spelling(self, word: str) -> int:
        return next((kind for pattern, kind in self._spelled if pattern.fullmatch(word)), 0)

    def row(self, tokens: Iterable[tuple[str, str]]) -> str:
        """Give the row of a sentence: of the tag and the word of each token."""
        return "".join([self.letter(tag, word) for tag, word in tokens])

    def pattern(self, source: str, others: Mapping[str, str]) -> re.Pattern[str]:
        """Compile a pattern; `others` are those that it may name."""
        while _PATTERN.search(source):
            source = _PATTERN.sub(lambda name: f"(?:{others[name[1]]})", source)
        one_of = cache(self._one_of)
        return re.compile(_CLASS.sub(lambda name: one_of(name[1]), source))

    def _one_of(self, name: str) -> str:
        members = sorted(self._members(name))
        runs = [(a, b) for a, b in pairwise([-1, *members, -1]) if b - a != 1]
        ranges = "".join(f"{chr(first)}-{chr(last)}" for (_, first), (last, _) in pairwise(runs))
        return f"[{ranges}]" if ranges else "(?!)"

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
