"""One sentence as a row of items: verb groups, noun chunks, and the small words and marks between them.

Called by parse.py; walk.py walks the row once from left to right.  Adverbs, negations and quotation marks that only
open are left out of the row: they part nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.parse.chunks import Chunk, ChunkFinder
from agents.extraction.parse.verbs import VerbFinder, VerbGroup
from agents.lexicon.grammars import Grammar

MARKED = "Q"  # in place of a tag: a token that stands for all words between two marks

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_OPEN = frozenset({"(", "{", "-lrb-"})
_CLOSE = frozenset({")", "}", "-rrb-"})
_INSERTED = frozenset({"[", "]"})  # an editor's word inside somebody's sentence parts nothing
_OPENS_CLAUSE = frozenset({"PRP", "DT", "PRP$", "EX", "NNP"})
_KINDS = {"CC": "C", "WDT": "W", "WP": "W", "WP$": "W", "WRB": "S", "TO": "P"}
_ADVERBS = frozenset({"RB", "RBR", "RBS", "RP", "UH", "HYPH", "NFP"})


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
    mark = "Q" if tag == MARKED else _mark(word, tag)
    if mark:
        return (Item(mark, at, word) if mark != " " else None), at + 1
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in grammar.compounds.get(word, ()):
        together = taken[at + 1] is None
        return Item("C" if together and word == "well" else "P", at, word), at + 1 + together
    if skipped := _skipped(words, tags, at, taken, grammar):
        return None, at + skipped
    kind = _kind(words, tags, at, grammar)
    if kind:
        return Item(kind, at, word), at + 1
    chunk = chunks.chunk(at, taken)
    if chunk is not None:
        return Item("N", at, words[chunk.head], chunk=chunk), chunk.last + 1
    return (Item("A", at, word) if tag[0] == "J" or tag in ("VBN", "VBG") else None), at + 1


def _skipped(words: Sequence[str], tags: Sequence[str], at: int, taken: Sequence[object], grammar: Grammar) -> int:
    """How many tokens from here part nothing: "to" before its verb, "both", "there" behind a noun, "more than" 40."""
    word, tag = words[at], tags[at]
    after = tags[at + 1] if at + 1 < len(tags) else "."
    if tag == "CC" and word in grammar.pairing:
        return 1
    if tag == "EX" and at and tags[at - 1] in ("NN", "NNS", "NNP", "PRP"):
        return 1  # "the last ballot there was cast"
    if tag == "IN" and word in grammar.about and after in ("CD", "$"):
        return 1
    if tag == "TO" and _verb_follows(tags, taken, at + 1):
        return 1
    return 2 if _exact(words, tags, at, grammar) else 0


def _kind(words: Sequence[str], tags: Sequence[str], at: int, grammar: Grammar) -> str:
    """The kind of a small word by its tag: C, W, S or P; empty where it is none."""
    word, tag = words[at], tags[at]
    if word == "that" and tag == "DT" and at and at + 1 < len(words) and tags[at + 1] in _OPENS_CLAUSE:
        return "W" if tags[at - 1][:2] == "NN" else "S"
    if tag == "IN":
        if word in grammar.relatives:
            return "W"
        return "S" if word in grammar.clause_words else "P"
    return "S" if word in grammar.always_clause and tag[0] != "N" else _KINDS.get(tag, "")


def _exact(words: Sequence[str], tags: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Tell "more than 40" and "at least 40": how exact a number is."""
    return at + 2 < len(words) and (words[at], words[at + 1]) in grammar.about_two and tags[at + 2] in ("CD", "$", "DT")


def _mark(word: str, tag: str) -> str:
    if tag == "," or (word in _DASHES and tag != "HYPH"):
        return ","
    if word in _OPEN or word in _CLOSE:
        return "(" if word in _OPEN else ")"
    if tag == "''":
        return "q"
    if tag == "``" or word in _INSERTED:
        return " "
    if tag in (".", ":"):
        return "," if word in ("...", "…") else "."
    return ""


def _verb_follows(tags: Sequence[str], taken: Sequence[object], at: int) -> bool:
    while at < len(tags) and tags[at] in _ADVERBS:
        at += 1
    return at < len(tags) and tags[at] == "VB" and isinstance(taken[at], VerbGroup)
