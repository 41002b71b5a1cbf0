"""One sentence as a row of items: verb groups, noun chunks, and the small words and marks between them.

Called by parse.py; walk.py walks the row once from left to right.  Adverbs, negations and quotation marks that only
open are left out of the row: they part nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from agents.extraction.parse.chunks import Chunk, ChunkFinder
from agents.extraction.parse.penn import NOUNS
from agents.extraction.parse.verbs import VerbFinder, VerbGroup
from agents.lexicon.grammars import Grammar

MARKED = "Q"  # in place of a tag: a token that stands for all words between two marks

_BY_WORD = dict.fromkeys(("-", "–", "—", "--", "―"), ",") | dict.fromkeys(("(", "{", "-lrb-"), "(")
_BY_WORD |= dict.fromkeys((")", "}", "-rrb-"), ")")
_KINDS = {"IN": "P", "CC": "C", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "S", "TO": "P"}
_KINDS |= {",": ",", "''": "q", ".": ".", ":": ".", MARKED: "Q"}
_BEFORE_THERE = NOUNS | {"PRP"}
_BASE = (["VB"], ["RB"])
_COUNTS = (["CD"], ["$"])
_MAY_PASS = ("TO", "EX")


class Item(Struct, frozen=True, eq=False, gc=False):
    """What stands at a token; a Struct, since one is made for every other token of a text.

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
    taken: list[VerbGroup | None] = [None] * len(words)
    for group in VerbFinder(words, tags, grammar).groups():
        for k in range(group.first, group.last + 1):
            taken[k] = group
    chunks = ChunkFinder(words, tags, grammar)
    row: list[Item] = []
    at, end = 0, len(words)
    while at < end:
        held, word = taken[at], words[at]
        if held is not None:
            row.append(Item("V", held.first, words[held.head], held))
            at = held.last + 1
        elif passed := _passed(words, tags, at, grammar):
            at += passed
        elif kind := _kind(word, tags[at], grammar):
            row.append(Item(kind, at, word))
            at += 1
        elif (chunk := chunks.chunk(at, taken)) is not None:
            row.append(Item("N", at, words[chunk.head], None, chunk))
            at = chunk.last + 1
        else:
            if tags[at][0] == "J":
                row.append(Item("A", at, word))
            at += 1
    return row


def _kind(word: str, tag: str, grammar: Grammar) -> str | None:
    """Say what a mark or small word is; None for all others."""
    kind = _BY_WORD.get(word) or _KINDS.get(tag)
    return "S" if kind == "P" and tag == "IN" and word in grammar.clause_words else kind


def _passed(words: Sequence[str], tags: Sequence[str], at: int, grammar: Grammar) -> int:
    """How many tokens from here part nothing: "to" before its verb, "there" behind a noun, "more than" 40."""
    if tags[at] not in _MAY_PASS and words[at] not in grammar.inexact:
        return 0
    tag, after = tags[at], tags[at + 1 : at + 2]
    if (tag == "TO" and after in _BASE) or (tag == "EX" and tags[at - 1] in _BEFORE_THERE):
        return 1  # "the last ballot there was cast"
    if words[at] in grammar.about and after in _COUNTS:
        return 1
    return 2 if tuple(words[at : at + 2]) in grammar.about_two else 0
