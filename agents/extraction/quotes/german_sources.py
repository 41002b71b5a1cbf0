"""German phrases that name a source: laut X, nach Angaben von X, X zufolge, demnach, so X, wie X mitteilte.

Called by `german`; gives attributions whose content is the rest of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.german_phrases import phrase_end, phrase_start
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import Token, is_final
from agents.records import Span

_VERB_REACH = 24  # tokens in which "wie X ... mitteilte" must show its verb


def sources(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the first phrase of a sentence that names its source."""
    last = last_word(tokens)
    for i, token in enumerate(tokens[: last + 1]):
        low = token.low
        found: list[Attribution] = []
        if low in {"laut", "gemäß", "zufolge", "nach"}:
            found = _by_preposition(g, tokens, i, last)
        elif low == "so":
            found = _by_so(g, tokens, i, last)
        elif low == "wie":
            found = _by_wie(g, tokens, i, last)
        elif i == 0 and low in g.speech.word_class("demnach") and last > 3 and tokens[1].shape == "w":
            found = [Attribution(((1, last),), (0, 0), (0, 0), "source", low, "say", "source")]
        if found:
            return found
    return []


def last_word(tokens: Sequence[Token]) -> int:
    """Give the last token that is no full stop."""
    last = len(tokens) - 1
    while last > 0 and is_final(tokens[last]):
        last -= 1
    return last


def _by_preposition(g: Grammar, tokens: Sequence[Token], i: int, last: int) -> list[Attribution]:
    low = tokens[i].low
    nouns = g.speech.word_class("source_nach")
    if low in {"laut", "gemäß"} or (low == "nach" and any(t.low in nouns for t in tokens[i + 1 : i + 4])):
        end = _source_end(g, tokens, i + 1, last)
        return around(tokens, (i, end), (i + 1, end), (i, i)) if end > i else []
    if low == "zufolge" or (low == "nach" and i and tokens[i - 1].low in nouns):
        first = phrase_start(g, tokens, i - 1)
        return around(tokens, (first, i), (first, i - 1), (i, i)) if first < i else []
    return []


def _source_end(g: Grammar, tokens: Sequence[Token], first: int, last: int) -> int:
    """End a source; one whose noun is "Angaben" or a ministry goes on only by "von" or a genitive."""
    end = phrase_end(g, tokens, first, last)
    closed = g.speech.word_class("source_nach") | g.speech.word_class("groups")
    for k in range(first, end):
        if tokens[k].low in closed and tokens[k + 1].shape == "C" and tokens[k].low not in {"bank", "partei"}:
            return k
    return end


def _by_so(g: Grammar, tokens: Sequence[Token], i: int, last: int) -> list[Attribution]:
    """Read "..., so die Sprecherin." and "..., so X, ..."."""
    if i < 1 or i >= last or not (tokens[i - 1].low == "," or tokens[i - 1].shape == "Q"):
        return []
    end = phrase_end(g, tokens, i + 1, last)
    if end <= i or not (
        end == last or tokens[end + 1].shape in "pQ" or tokens[end + 1].low in g.prepositions | g.adverbs
    ):
        return []
    stop = next((k for k in range(end, last + 1) if tokens[k].low == ","), last)
    return around(tokens, (i, stop), (i + 1, end), (i, i))


def _by_wie(g: Grammar, tokens: Sequence[Token], i: int, last: int) -> list[Attribution]:
    """Read "Wie X mitteilte, ..." and "..., wie X berichtet"."""
    if i and tokens[i - 1].low != ",":
        return []
    for k in range(i + 2, min(last + 1, i + _VERB_REACH)):
        token = tokens[k]
        ends = k == last or tokens[k + 1].low == ","
        if (
            ends
            and token.shape == "w"
            and (token.low in g.speech.forms or token.low in {"hieß", "heißt", "wurde", "ist"})
        ):
            end = phrase_end(g, tokens, i + 1, k - 1)
            who = (i + 1, end) if end > i and tokens[i + 1].low not in {"es", "bereits"} else None
            return around(tokens, (i, k), who, (k, k)) if who or token.low in {"hieß", "heißt"} else []
    return []


def around(tokens: Sequence[Token], phrase: Span, who: Span | None, cue: Span) -> list[Attribution]:
    """Build the attribution of a source phrase: what stands before it and what stands behind it."""
    pieces = []
    stop = phrase[0] - 1
    while stop >= 0 and tokens[stop].shape == "p":
        stop -= 1
    if stop >= 0:
        pieces.append((0, stop))
    start, last = phrase[1] + 1, last_word(tokens)
    while start <= last and tokens[start].low == ",":
        start += 1
    if start <= last:
        pieces.append((start, last))
    via = "source" if who else "passive"
    lemma = tokens[cue[0]].low
    return [Attribution(tuple(pieces), who, cue, "source", lemma, "say", via)] if pieces else []
