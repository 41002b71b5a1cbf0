"""One parsed English sentence as a row of letters, what the parse knows as flags, for the patterns of `frames.toml`.

Made by `english` for each sentence that it reads; tokens in and out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.lexicon.frames import Frame
from agents.records import Span

_WHOLE = ("main", "coordinated", "that")  # clauses that can stand alone
_AGAIN = frozenset({"quote", "as", "that"})  # frames of verbs that speak on for the same speaker
_SPEAKING = frozenset({"bare", "for", "order"})  # and of those that begin an attribution with a subject


class Row:
    """The letters of one sentence."""

    def __init__(self, g: Grammar, s: Sentence, cues: Mapping[int, Spoken]) -> None:
        self._frames = g.parsed
        self.last = len(s) - 1
        flags = g.parsed.rows.flags
        bits = [flags["inside"] * (chunk is not None) for chunk in s.chunk_at]
        for item in s.items:
            if item.chunk is not None:
                bits[item.chunk.first] = flags["noun"]
        for flag, k in _flags(s, cues.values()):
            bits[k] |= flags[flag]
        self._letters = g.parsed.rows.flagged(s.tags, s.words, bits)

    def search(self, name: str, first: int, last: int) -> Span | None:
        """Give the tokens of a pattern, at the first place among tokens first..last where it holds."""
        return _tokens(self._frames.pattern(name).search(self._letters, 2 * first, 2 * last + 2))

    def match(self, name: str, first: int, last: int) -> Span | None:
        """Give the tokens of a pattern, or of what it says was `said`, if it holds at a token and up to another."""
        return _tokens(self._frames.pattern(name).match(self._letters, 2 * first, 2 * last + 2))

    def frames(self, name: str) -> Sequence[Frame]:
        """Give the frames of a list, in order."""
        return self._frames.all(name)

    def groups(self, frame: Frame, first: int, last: int) -> dict[str, Span] | None:
        """Give the tokens of the groups of a frame, if it holds at a token and up to another."""
        found = frame.pattern.match(self._letters, 2 * first, 2 * last + 2)
        return _spans(found) if found is not None else None

    def each(self, name: str) -> Iterator[dict[str, Span]]:
        """Give the tokens of the groups of a pattern, at each place where it holds; "who2" is another way to "who"."""
        for found in self._frames.pattern(name).finditer(self._letters):
            yield _spans(found)


def _spans(found: re.Match[str]) -> dict[str, Span]:
    spans = ((of, found.span(of)) for of in found.re.groupindex)
    return {of.rstrip("2"): (first // 2, end // 2 - 1) for of, (first, end) in spans if first >= 0}


def _tokens(found: re.Match[str] | None) -> Span | None:
    if found is None:
        return None
    first, end = found.span(found.lastgroup or 0)
    return first // 2, end // 2 - 1


def _flags(s: Sentence, cues: Iterable[Spoken]) -> Iterator[tuple[str, int]]:
    """Give what the parse knows of tokens: flag and token."""
    for clause in s.clauses:
        yield from _of_clause(clause)
    for first, last in s.woven:
        yield from (("woven", k) for k in range(first, last + 1))
    for one in cues:
        yield from _of_cue(one)


def _of_clause(clause: Clause) -> Iterator[tuple[str, int]]:
    group = clause.group
    if clause.via == "own":
        yield "clause", clause.first
    if group.form == "finite" and clause.kind != "relative":
        yield from (("lead", k) for k in range(clause.first, group.first + 1))
        if clause.kind in _WHOLE:
            yield "whole", group.head


def _of_cue(one: Spoken) -> Iterator[tuple[str, int]]:
    frames, clause = set(one.form.frames), one.clause
    if "quote" in frames and clause.group.form == "finite":
        yield "quoting", one.first
    if one.form.kind != "belief" and _AGAIN & frames:
        yield "again", clause.group.first
    if clause.subject is not None and clause.via == "own" and _SPEAKING & frames:
        yield "begins", clause.subject.first
    yield from (("ordered", child.group.first - 1) for child in clause.children if child.group.form == "to")
