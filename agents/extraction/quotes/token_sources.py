"""Phrases that name a source in languages without a parse: selon X, laut X, X zufolge, so X, wie X mitteilte.

Called by `plain`; gives attributions whose content is the rest of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.noun_phrases import phrase_end, phrase_start
from agents.extraction.quotes.tokens import Token, is_final
from agents.records import Span

_VERB_REACH = 24  # tokens in which "wie X ... mitteilte" must show its verb
_NOUN_REACH = 4  # tokens in which "nach" must show "Angaben"


def sources(g: Grammar, tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Give the first phrase of a sentence that names its source."""
    last = last_word(tokens)
    for i in range(last + 1):
        found = _phrase(g, tokens, i, last)
        one = around(tokens, *found) if found is not None else None
        if one is not None:
            yield one
            return


def last_word(tokens: Sequence[Token]) -> int:
    """Give the last token that is no full stop."""
    last = len(tokens) - 1
    while last > 0 and is_final(tokens[last]):
        last -= 1
    return last


def _phrase(g: Grammar, tokens: Sequence[Token], i: int, last: int) -> tuple[Span, Span | None, Span] | None:
    """Read the phrase that a token opens or ends: its tokens, who is named in it, its cue."""
    low, word = tokens[i].low, g.speech.word_class
    free = not i or tokens[i - 1].low == "," or tokens[i - 1].shape == "Q"
    known = word("source_nach")
    fixed = max((len(p) for p in g.sources.get(low, ()) if _reads(tokens, i, p)), default=0)
    angaben = low in word("source_after") and any(t.low in known for t in tokens[i : i + _NOUN_REACH])
    before = fixed or angaben
    if before or (i and free and low in word("source_so")):
        first = i + (fixed or 1)
        end = phrase_end(g, tokens, first, last)
        stop = end if before else next((k for k in range(end, last) if tokens[k].low == ","), last)
        named = any(t.shape == "C" for t in tokens[first : end + 1])
        return ((i, stop), (first, end), (i, first - 1)) if named else None
    if i and low in word("source_after"):
        first = phrase_start(g, tokens, i - 1)
        return (
            ((first, i), (first, i - 1), (i, i))
            if tokens[i - 1].low in known or low not in word("prepositions")
            else None
        )
    if not i and low in word("demnach"):
        return (0, 0), (0, 0), (0, 0)
    return _by_wie(g, tokens, i, last) if free and low in word("source_wie") else None


def _reads(tokens: Sequence[Token], i: int, phrase: Sequence[str]) -> bool:
    return [t.low for t in tokens[i : i + len(phrase)]] == [*phrase]


def _by_wie(g: Grammar, tokens: Sequence[Token], i: int, last: int) -> tuple[Span, Span | None, Span] | None:
    """Read "Wie X mitteilte, ..." and "..., wie X berichtet", "wie es hieß"."""
    for k in range(i + 2, min(last + 1, i + _VERB_REACH)):
        ends = k == last or tokens[k + 1].low == ","
        heard = tokens[k].low in g.speech.word_class("hearsay")
        if ends and (heard or tokens[k].low in g.speech.forms):
            end = phrase_end(g, tokens, i + 1, k - 1)
            who = (i + 1, end) if end > i and not heard else None
            return ((i, k), who, (k, k)) if who or heard else None
    return None


def around(tokens: Sequence[Token], phrase: Span, who: Span | None, cue: Span) -> Attribution | None:
    """Build the attribution of a source phrase: what stands before it and what stands behind it."""
    stop, start, last = phrase[0] - 1, phrase[1] + 1, last_word(tokens)
    while stop >= 0 and tokens[stop].shape == "p":
        stop -= 1
    while start <= last and tokens[start].low == ",":
        start += 1
    pieces = tuple((a, b) for a, b in ((0, stop), (start, last)) if a <= b)
    via = "source" if who else "passive"
    return Attribution(pieces, who, cue, "source", tokens[cue[0]].low, "say", via) if pieces else None
