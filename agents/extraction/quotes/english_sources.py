"""English phrases that name a source: "according to X", "in the words of X", "as per X"; called by `english`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.penn import NAMES
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.ending import content_end
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.records import Span

_OPENING = frozenset({"CC", "RB", ",", ":", "``", "''", "."})
_REACH = 45  # tokens in which the comma behind a source must stand


def by_source(g: Grammar, s: Sentence, cues: Mapping[int, Spoken]) -> list[Attribution]:
    """Find "according to X" and its like: content before it, or behind the comma that closes it."""
    found: list[Attribution] = []
    for i, word in enumerate(s.words):
        phrase = next((p for p in g.sources.get(word, ()) if s.words[i : i + len(p)] == [*p]), None)
        if phrase is None:
            continue
        p = i + len(phrase)
        last = _phrase_end(g, s, p)
        if last is None or not _is_source(g, s, p, last, bare=len(phrase) == 1):
            continue
        content = _content(g, s, i, last, low_limit(s, i, found), cues)
        if content is not None:
            found.append(Attribution((content,), (p, last), (i, p - 1), "source", " ".join(phrase), "say", "source"))
    return found


def low_limit(s: Sentence, at: int, found: Sequence[Attribution]) -> int:
    """Give the first token that belongs to the cue at `at`: after the attribution before it, or after a ";"."""
    low = 0
    for one in found:
        for _, b in (*one.pieces, one.cue):
            if b < at:
                low = max(low, b + 1)
    parted = (k + 1 for k in range(at - 1, low, -1) if s.words[k] == ";")
    return next(parted, low)


def _phrase_end(g: Grammar, s: Sentence, p: int) -> int | None:
    """The last token of the phrase that begins at p, with what hangs on it."""
    chunk = s.chunk_at[p] if p < len(s) else None
    if chunk is None:
        return None
    last = chunk.last
    while last + 2 < len(s) and (s.words[last + 1] in g.speech.word_class("ties") or s.words[last + 1] == "and"):
        tied = s.chunk_at[last + 2]
        if tied is None or tied.is_time:
            break
        last = tied.last
    return last


def _is_source(g: Grammar, s: Sentence, first: int, last: int, *, bare: bool) -> bool:
    """Tell whether a phrase can be somebody's word: "according to rank" names nobody."""
    known = any(s.words[k] in g.known for k in range(first, last + 1))
    if any(s.tags[k] in NAMES for k in range(first, last + 1)):
        return not bare or s.words[first] in g.known
    return known or (not bare and (s.tags[first] in ("DT", "PRP$", "PRP", "CD") or s.tags[last] == "NNS"))


def _content(g: Grammar, s: Sentence, i: int, last: int, low: int, cues: Mapping[int, Spoken]) -> Span | None:
    if not all(s.tags[k] in _OPENING for k in range(low, i)) and s.words[i - 1] != "that":
        end = i - 1
        while end > low and s.tags[end] in _OPENING and s.tags[end] != "RB":
            end -= 1
        return (low, end) if end > low else None
    first = _statement_start(s, last)
    end = len(s) - 1
    while end > 0 and s.tags[end] == ".":
        end -= 1
    return (first, content_end(g, s, first, end, cues)) if first is not None and first < end else None


def _statement_start(s: Sentence, last: int) -> int | None:
    """Where the statement begins behind a source: at the comma behind which a clause with its subject stands."""
    commas = [k for k in range(last + 1, min(len(s), last + _REACH)) if s.words[k] == ","]
    if _clause_begins(s, last + 1):
        return last + 1
    if not commas:
        return None
    return next((k + 1 for k in commas if _clause_begins(s, k + 1)), commas[0] + 1)


def _clause_begins(s: Sentence, at: int) -> bool:
    return any(c.first <= at <= c.group.first and c.group.form == "finite" and c.kind != "relative" for c in s.clauses)
