"""The parse of a text: each sentence's words, tags, chunks and clauses, made when first asked for and then kept.

Built once by `agents.extraction.read` and asked by all readers.  Five sentences in six are never asked for.  What is
given out is not changed by anybody, so asking twice, or asking for an explanation, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from agents.extraction.backend import Tags
from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.extents import settle
from agents.extraction.parse.items import MARKED, Item, items_of
from agents.extraction.parse.mend import mended, with_names
from agents.extraction.parse.records import Clause
from agents.extraction.parse.walk import Walk
from agents.extraction.words import Words, words_of
from agents.lexicon.grammars import Grammar
from agents.records import Span

_CLOSES = " .,;:!?…"
_STANDS_FOR = '"'  # the word that the tagger sees for words between marks


class Marked(NamedTuple):
    """Words between marks: characters with the marks and without.

    `woven` ones are read like those around them, a `name` as names; else all are one word.
    """

    start: int
    end: int
    inner: Span
    woven: bool
    name: bool = False


class Sentence:
    """One parsed sentence.  Numbers are its tokens, `starts` and `ends` characters of the text."""

    __slots__ = ("chunk_at", "clause_at", "clauses", "ends", "items", "starts", "tags", "words", "woven")

    def __init__(self, found: Words, tags: Sequence[str], grammar: Grammar, woven: Sequence[Span] = ()) -> None:
        self.woven = woven  # first and last token of marked words that are read like the others
        self.starts = found.starts
        self.ends = found.ends
        self.words = found.low
        self.tags = mended(self.words, tags, grammar)
        self.items: list[Item] = items_of(self.words, self.tags, grammar)
        self.clauses: list[Clause] = Walk(self.items, self.words, self.tags, grammar).read()
        settle(self.clauses, len(self.words))
        self.chunk_at: list[Chunk | None] = [None] * len(self.words)  # the chunk that holds each token
        self.clause_at: dict[int, Clause] = {}  # the clause whose verb group holds a token
        for item in self.items:
            if (chunk := item.chunk) is not None:
                self.chunk_at[chunk.first : chunk.last + 1] = [chunk] * (chunk.last + 1 - chunk.first)
        for clause in self.clauses:
            for k in (*clause.group.auxiliaries, *range(clause.group.head, clause.group.last + 1)):
                self.clause_at[k] = clause

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Give the characters from one token to another, both included."""
        return self.starts[first], self.ends[last]


class Parse:
    """The parsed sentences of one text."""

    def __init__(
        self, body: str, sentences: Sequence[Span], tagger: Tags, grammar: Grammar, names: Sequence[Span] = ()
    ) -> None:
        """Keep what is needed.  `names`, in order, are spans that are surely names, whatever the tagger says."""
        self._body = body
        self._sentences = sentences
        self._tagger = tagger
        self.grammar = grammar
        self._names = names
        self.words = cache(self._cut)  # those of a sentence by its index alone, which cost little
        self.sentence = cache(self._parsed)  # and with tags, chunks and clauses

    def span(self, index: int) -> Span:
        """Give the characters of the sentence of an index of `sentences`."""
        return self._sentences[index]

    def _cut(self, index: int) -> Words:
        return words_of(self._body, *self._sentences[index])

    def _parsed(self, index: int) -> Sentence:
        found = self.words(index)
        return Sentence(found, with_names(found, self._tags(found), self._names), self.grammar)

    def stretch(self, start: int, end: int, marked: Sequence[Marked]) -> Sentence:
        """Parse any stretch of the text.  Each of `marked` is read as one token, or woven in without its marks."""
        found = Words(self._body, start, end, [], [], [])
        whole: list[int] = []
        woven: list[Span] = []
        named: list[Span] = []
        at = start
        for part in marked:
            self._read(found, at, part.start)
            if part.woven:
                woven.extend(self._weave(found, part))
                named.extend(woven[-1:] if part.name else ())
            else:
                whole.append(len(found.words))
                found.words.append(_STANDS_FOR)
                found.low.append(_STANDS_FOR)
                found.starts.append(part.start)
                found.ends.append(part.end)
            at = part.end
        self._read(found, at, end)
        tags = self._tags(found)
        for k in whole:
            tags[k] = MARKED
        for first, last in named:
            tags[first : last + 1] = ["NNP"] * (last + 1 - first)
        return Sentence(found, with_names(found, tags, self._names), self.grammar, woven)

    def _tags(self, found: Words) -> list[str]:
        """Tag words; a "-" that stands free parts them and joins none."""
        tags = list(self._tagger.tag(found.words))
        for k in range(1, len(tags) - 1):
            free = found.words[k] == "-" and found.ends[k - 1] < found.starts[k]
            if free and found.ends[k] < found.starts[k + 1]:
                tags[k] = ":"
        return tags

    def _read(self, found: Words, start: int, end: int) -> None:
        more = words_of(self._body, start, end)
        found.words.extend(more.words)
        found.low.extend(more.low)
        found.starts.extend(more.starts)
        found.ends.extend(more.ends)

    def _weave(self, found: Words, part: Marked) -> Iterator[Span]:
        """Read marked words like any others.  The first and the last of them take the marks as their own characters."""
        first, inner = len(found.words), part.inner
        stop = inner[0] + len(self._body[slice(*inner)].rstrip(_CLOSES))
        self._read(found, inner[0], stop)
        if len(found.words) > first:
            found.starts[first], found.ends[-1] = part.start, part.end
            yield first, len(found.words) - 1
        self._read(found, stop, inner[1])
