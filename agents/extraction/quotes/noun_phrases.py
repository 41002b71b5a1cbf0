"""Noun phrases and subjects in languages without a parse, by closed word classes; token indexes in and out.

Called by `plain`, `token_sources` and `nearby`.  In German a noun has a capital letter, and what follows it in lower
case ends its phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import NAME, SAID, Token
from agents.records import Span

_IN_NAMES = frozenset(".-/&") | {"''"}


def phrase_end(g: Grammar, tokens: Sequence[Token], first: int, limit: int) -> int:
    """Give the last token of the noun phrase that begins at `first`, first - 1 where there is none."""
    if first <= limit and tokens[first].low in g.pronouns:
        return first
    k = nouns_end(g, tokens, first, limit)
    while first <= k < limit - 1:
        low, named = tokens[k + 1].low, tokens[k + 2].shape == "C"
        if low == "," and named and tokens[min(k + 3, limit)].shape == "C":
            return nouns_end(g, tokens, k + 2, limit)
        tied = low in g.genitives or low in g.joiners or (low in g.links and named)
        onward = nouns_end(g, tokens, k + 2, limit) if tied else k
        if onward < k + 2:
            break
        k = onward
    return k


def nouns_end(g: Grammar, tokens: Sequence[Token], first: int, limit: int) -> int:
    """Give the end of article, adjectives and nouns: "dem ehemaligen Präsidenten Jan Roth"."""
    last = first - 1
    for k in range(first, limit + 1):
        token = tokens[k]
        joins = token.low == NAME or (token.low in _IN_NAMES and k < limit and tokens[k + 1].shape == "C")
        if _is_noun(g, token) or (joins and last >= first):
            last = k
        elif last >= first or token.shape in "pQ" or (token.low in g.function | g.specifiers and k > first):
            break
    return last


def _is_noun(g: Grammar, token: Token) -> bool:
    noun = token.shape == "C" or (token.shape == "w" and not g.capital_nouns and token.low not in g.function)
    return noun and token.low not in g.times and token.low not in g.specifiers


def phrase_start(g: Grammar, tokens: Sequence[Token], last: int) -> int:
    """Give the first token of the noun phrase that ends at `last`: back over nouns, adjectives and one article."""
    nouns = last
    while nouns > 0 and tokens[nouns - 1].shape == "C":
        nouns -= 1
    k = nouns
    while k > 0 and tokens[k - 1].shape == "w" and tokens[k - 1].low not in g.function | g.specifiers:
        k -= 1
    if k > 0 and tokens[k - 1].low in g.specifiers:
        return k - 1
    return nouns if k > 0 and tokens[k - 1].shape == "C" else k  # no adjective follows its noun


def subject_of(g: Grammar, tokens: Sequence[Token], verb: int, before: int) -> Span | None:
    """Find the subject of the finite verb at `verb`.

    It fills the place before the verb, unless an adverb, an object or a place fills it; then it follows.
    """
    start = _clause_start(g, tokens, verb)
    if not _is_fronted(g, tokens, start, verb):
        last = phrase_end(g, tokens, start, verb - 1)
        return (start, last) if last >= start else None
    last = phrase_end(g, tokens, verb + 1, min(len(tokens), before) - 1)
    if last > verb and tokens[verb + 1].low not in g.oblique:
        return verb + 1, last
    return _first_named(g, tokens, start, verb)


def main_subject(g: Grammar, tokens: Sequence[Token], at: int) -> Span | None:
    """Find the subject of the clause before token `at` when no verb of speech shows it."""
    start = _clause_start(g, tokens, at)
    if not _is_fronted(g, tokens, start, at):
        last = phrase_end(g, tokens, start, at - 1)
        if last >= start:
            return start, last
    return _first_named(g, tokens, start, at)


def _clause_start(g: Grammar, tokens: Sequence[Token], at: int) -> int:
    """Give the first word of the clause that reaches to a token."""
    start = next((k + 1 for k in range(at - 1, -1, -1) if tokens[k].low in {SAID, ";"}), 0)
    skipped = g.coordinators | g.speech.word_class("even")
    while start < at and (tokens[start].shape == "p" or tokens[start].low in skipped):
        start += 1
    return start


def _is_fronted(g: Grammar, tokens: Sequence[Token], start: int, verb: int) -> bool:
    """Tell whether no subject can stand before the verb: nothing does, or an adverb, a place, an object."""
    return start >= verb or tokens[start].low in g.fronted


def _first_named(g: Grammar, tokens: Sequence[Token], start: int, stop: int) -> Span | None:
    """Give the first phrase of a clause that stands in the nominative."""
    opening = (g.determiners - g.oblique) | g.pronouns
    for k in range(start, stop):
        if tokens[k].low in opening and (last := phrase_end(g, tokens, k, stop - 1)) >= k:
            return k, last
    return None
