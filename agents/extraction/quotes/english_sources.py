"""English phrases that name a source: "according to X", "in the words of X", "as per X"; called by `english`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.clauses import clause_end
from agents.extraction.quotes.english_before import marked_start
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import Token, is_final
from agents.records import Span

_AT_ONCE = frozenset(["over", "more", "about", "around", "nearly", "he", "she", "they", "it", "there"])


def by_source(g: Grammar, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Attribution]:
    """Find "according to X" and its like: content before it, or after the comma that closes it."""
    found: list[Attribution] = []
    for i in [k for k, t in enumerate(tokens) if t.low in g.sources]:
        phrase = next((p for p in g.sources[tokens[i].low] if _matches(tokens, i, p)), None)
        if phrase is None:
            continue
        p = i + len(phrase)
        last = g.phrase_right(tokens, p, len(tokens) - 1)
        if last < p or not _is_source(g, tokens, p, last, bare=len(phrase) == 1):
            continue
        low = low_limit(tokens, i, found)
        content = _source_content(g, tokens, i, last, low, hits)
        if content is not None:
            found.append(Attribution((content,), (p, last), (i, p - 1), "source", " ".join(phrase), "say", "source"))
    return found


def _matches(tokens: Sequence[Token], i: int, phrase: Sequence[str]) -> bool:
    return i + len(phrase) < len(tokens) and all(tokens[i + k].low == w for k, w in enumerate(phrase))


def _is_source(g: Grammar, tokens: Sequence[Token], first: int, last: int, *, bare: bool) -> bool:
    """Tell whether a phrase can be somebody's word: "according to rank" names nobody."""
    if any(t.shape == "C" for t in tokens[first : last + 1]):
        return not bare or tokens[first].low in g.known
    if any(t.low in g.known for t in tokens[first : last + 1]):
        return True
    return not bare and (tokens[first].low in g.specifiers or tokens[first].low in {"him", "her", "them"})


def _source_content(
    g: Grammar, tokens: Sequence[Token], i: int, last: int, low: int, hits: Sequence[Hit]
) -> Span | None:
    opening = all(t.low in g.coordinators or g.is_adverb(t) or t.shape == "p" for t in tokens[low:i])
    if not opening:
        end = i - 1
        while end > low and tokens[end].shape == "p":
            end -= 1
        while low < end and tokens[low].shape == "p":
            low += 1
        if tokens[end].shape == "Q" and tokens[end].end - tokens[end].start > 60:
            return (marked_start(g, tokens, low, end), end)
        return (low, end) if end > low else None
    first = _statement_start(g, tokens, last)
    end = len(tokens) - 1
    while end > 0 and is_final(tokens[end]):
        end -= 1
    return (first, clause_end(g, tokens, first, end, hits)) if first is not None and first < end else None


def _statement_start(g: Grammar, tokens: Sequence[Token], last: int) -> int | None:
    """Find where the statement begins behind a source: after its comma, or at once where none stands there."""
    commas = [k for k in range(last + 1, min(len(tokens), last + 45)) if tokens[k].low == ","]
    stop = commas[0] if commas else len(tokens) - 1
    opens = last + 2 < stop and (tokens[last + 1].low in g.articles or tokens[last + 1].low in _AT_ONCE)
    if opens and g.clausal(tokens, last + 2, stop):
        return last + 1
    for k, following in pairwise(commas):
        opening = tokens[k + 1]
        aside = opening.low in g.relatives or not g.clausal(tokens, k + 1, following - 1)
        if not aside or opening.low in g.prepositions:
            return k + 1
    return commas[-1] + 1 if commas else None


def low_limit(tokens: Sequence[Token], at: int, found: Sequence[Attribution]) -> int:
    """Give the first token that belongs to the cue at `at`: after the last attribution before it, or after a ";"."""
    low = 0
    for one in found:
        for _, b in (*one.pieces, one.cue):
            if b < at:
                low = max(low, b + 1)
    for k in range(at - 1, low, -1):
        if tokens[k].low == ";":
            return k + 1
    return low
