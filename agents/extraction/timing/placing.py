"""Ties a time to what it dates: the clause it stands in, the one it stands before, or a noun ("the 2015 deal").

Called by `sentences` and, for nouns, `timeline`.  It asks the parse alone and decides nothing about days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.timing.expressions import Expression
from agents.lexicon.times import Times

_WINDOW = 4  # tokens behind a fronted time within which its clause begins
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PARTS = frozenset({",", ":", "CC", "``", "-LRB-"})
_SKIPPED = frozenset({",", ":", "RB"})


class Place(NamedTuple):
    """Tokens of a time and what it hangs on; `chunk` alone where it dates only that noun."""

    first: int
    last: int
    clause: Clause | None = None
    chunk: Chunk | None = None  # the noun it stands in, or right behind
    fronted: bool = False
    only_noun: bool = False


def place(e: Expression, parsed: Sentence, times: Times) -> Place:
    """Say what an expression dates."""
    first, core = bisect_right(parsed.ends, e.start), bisect_right(parsed.ends, e.core)
    last = max(core, bisect_left(parsed.starts, e.end) - 1)
    noun = _noun_around(first, core, last, parsed, e.parts)
    if noun is not None:
        return Place(first, last, None, noun, only_noun=True)
    before = parsed.chunk_at[first - 1] if first else None
    tied = e.lead in times.prepositions["ties"] or _is_counted(e, before, parsed, times)
    if tied and before is not None and parsed.tags[first - 1] in _NOUNS:
        return Place(first, last, None, before, only_noun=True)
    opened = _clause_behind(first, last, parsed, times)
    if opened is not None:
        return Place(first, last, opened, fronted=True)
    around = innermost(parsed, core)
    if around is None and _opens_sentence(e, parsed, times):
        main = next((c for c in parsed.clauses if c.kind == "main" and c.group.first > last), None)
        return Place(first, last, main, before, fronted=True)
    return Place(first, last, around, before)


def _is_counted(e: Expression, before: Chunk | None, parsed: Sentence, times: Times) -> bool:
    """Tell "the third raid this year", where a time only says since when one counts."""
    if before is None or e.lead not in {"", *times.prepositions["since"]}:
        return False
    return not times.adverbs["counts"].isdisjoint(parsed.words[before.first : before.last + 1])


def _opens_sentence(e: Expression, parsed: Sentence, times: Times) -> bool:
    """Tell "In a speech last summer, he" and "Hours after a vote on Monday, they" from "A year after a war in May"."""
    ahead = set(parsed.words[:3])
    apart = ahead & (times.prepositions["after"] | times.prepositions["before"] | times.prepositions["since"])
    return not apart or "weekday" in e.parts


def innermost(parsed: Sentence, token: int) -> Clause | None:
    """Give the innermost clause that holds a token; a verb's own clause before all."""
    found = parsed.clause_at.get(token)
    if found is not None:
        return found
    holding = [c for c in parsed.clauses if c.first <= token <= c.last]
    return max(holding, key=lambda c: (c.first, -c.last), default=None)


def _noun_around(first: int, core: int, last: int, parsed: Sentence, parts: Iterable[str] = ()) -> Chunk | None:
    """Give the noun of "Monday's strike", "the 2015 deal"; None for "in 2014 Russia" and plain times."""
    behind = parsed.tags[last + 1] if last + 1 < len(parsed) else "."
    chunk = parsed.chunk_at[last]
    if behind == "POS":
        after = parsed.chunk_at[last + 2] if last + 2 < len(parsed) else None
        return after or chunk
    inside = chunk is not None and chunk.first <= core and chunk.last > last and parsed.tags[chunk.last] in _NOUNS
    if not inside or chunk is None:
        return None
    led = first < core and (
        parsed.tags[core] not in ("DT", "JJ") or "decade" in parts
    )  # "in the 1980s Russia": no name
    return None if led or chunk.first == core == 0 or _is_adverbial(core, parsed) else chunk


def _is_adverbial(core: int, parsed: Sentence) -> bool:
    """Tell "yesterday", "last week" without an article, which stand in no noun phrase."""
    return parsed.tags[core] in ("RB", "JJ") and (core == 0 or parsed.tags[core - 1] not in ("DT", "PRP$"))


def _clause_behind(first: int, last: int, parsed: Sentence, times: Times) -> Clause | None:
    """Give the clause that a time stands before: "On Monday, they met", "but in March it left"."""
    begin = first
    while begin and parsed.words[begin - 1] in times.prepositions["adverbs"]:
        begin -= 1
    head = next((k for k, word in enumerate(parsed.words) if word[0].isalnum()), 0)  # behind a bullet
    opens = begin <= head or parsed.tags[begin - 1] in _PARTS or parsed.words[begin - 1] in _openers(parsed)
    if not opens:
        return None
    after = last + 1
    while after < len(parsed) and parsed.tags[after] in _SKIPPED:
        after += 1
    behind = sorted((c for c in parsed.clauses if c.group.first > last), key=lambda c: c.group.first)
    if begin <= head:
        return next((c for c in behind if c.kind == "main"), behind[0] if behind else None)
    near = (c for c in behind if after <= c.first <= after + _WINDOW and c.group.form == "finite")
    return next(near, None)


def _openers(parsed: Sentence) -> frozenset[str]:
    """Give the words that open what is said, as the clauses of the sentence have them."""
    return frozenset(c.marker for c in parsed.clauses if c.kind == "that" and c.marker)
