"""One sentence as a row of items: verb groups, noun chunks, and the small words and marks between them.

Called by parse.py; walk.py walks the row once from left to right.  Adverbs, negations and quotation marks that only
open are left out of the row: they part nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.parse.chunks import Chunk, ChunkFinder
from agents.extraction.parse.penn import NOUNS
from agents.extraction.parse.verbs import VerbFinder, VerbGroup
from agents.lexicon.grammars import Grammar

MARKED = "Q"  # in place of a tag: a token that stands for all words between two marks

_BY_WORD = dict.fromkeys(("-", "–", "—", "--", "―"), ",") | dict.fromkeys(("(", "{", "-lrb-"), "(")
_BY_WORD |= dict.fromkeys((")", "}", "-rrb-"), ")")
_BY_TAG = {",": ",", "''": "q", ".": ".", ":": ".", MARKED: "Q"}
_KINDS = {"CC": "C", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "S", "TO": "P"}
_BEFORE_THERE = NOUNS | {"PRP"}
_BASE = (["VB"], ["RB"])
_COUNTS = (["CD"], ["$"])


class Item(NamedTuple):
    """What stands at a token.

    Kinds: V group, N chunk, P preposition, S conjunction of a clause, W relative or question word, C coordinator,
    A adjective, "," comma or dash, "(" and ")", "q" closing quotation mark, "." end of a clause by its mark, "Q" words
    between marks that are read as one.
    """

    kind: str
    at: int
    word: str
    group: VerbGroup | None = None
    chunk: Chunk | None = None


def items_of(words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> list[Item]:
    """Give the items of a sentence in order: lower-case words and Penn tags of the same length."""
    taken: list[object] = [None] * len(words)
    for group in VerbFinder(words, tags, grammar).groups():
        for k in range(group.first, group.last + 1):
            taken[k] = group
    chunks = ChunkFinder(words, tags, grammar)
    row: list[Item] = []
    at, end = 0, len(words)
    while at < end:
        held = taken[at]
        if isinstance(held, VerbGroup):
            row.append(Item("V", held.first, words[held.head], group=held))
            at = held.last + 1
            continue
        item, at = _other(words, tags, at, taken, chunks, grammar)
        if item is not None:
            row.append(item)
    return row


def _other(
    words: Sequence[str], tags: Sequence[str], at: int, taken: Sequence[object], chunks: ChunkFinder, grammar: Grammar
) -> tuple[Item | None, int]:
    """The item at a token that no verb group took, and the token behind it."""
    word, tag = words[at], tags[at]
    mark = _BY_WORD.get(word) or _BY_TAG.get(tag)
    if mark is not None:
        return Item(mark, at, word), at + 1
    if skipped := _skipped(words, tags, at, grammar):
        return None, at + skipped
    if tag == "IN":
        return Item("S" if word in grammar.clause_words else "P", at, word), at + 1
    if tag in _KINDS:
        return Item(_KINDS[tag], at, word), at + 1
    chunk = chunks.chunk(at, taken)
    if chunk is not None:
        return Item("N", at, words[chunk.head], chunk=chunk), chunk.last + 1
    return (Item("A", at, word) if tag[0] == "J" else None), at + 1


def _skipped(words: Sequence[str], tags: Sequence[str], at: int, grammar: Grammar) -> int:
    """How many tokens from here part nothing: "to" before its verb, "there" behind a noun, "more than" 40."""
    tag, after = tags[at], tags[at + 1 : at + 2]
    if (tag == "TO" and after in _BASE) or (tag == "EX" and tags[at - 1] in _BEFORE_THERE):
        return 1  # "the last ballot there was cast"
    if words[at] in grammar.about and after in _COUNTS:
        return 1
    return 2 if tuple(words[at : at + 2]) in grammar.about_two else 0
