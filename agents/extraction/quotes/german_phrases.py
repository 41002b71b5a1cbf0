"""German noun phrases and subjects: a noun has a capital letter, and what follows it in lower case ends its phrase.

Called by `german`; token indexes in and out.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import NAME, SAID, Token
from agents.records import Span

_NOMINATIVE = frozenset(["er", "sie", "man", "es", "ich", "wir"])
_GENITIVE = frozenset(["der", "des", "von", "vom", "eines", "einer", "seines", "seiner", "ihres", "ihrer"])
_PLACE = frozenset(["in", "im", "aus", "bei", "beim", "für", "zu", "zur", "am"])
_EVEN = frozenset(["selbst", "auch", "sogar", "nur", "allein"])


def phrase_end(g: Grammar, tokens: Sequence[Token], first: int, limit: int) -> int:
    """Give the last token of the noun phrase that begins at `first`, first - 1 where there is none."""
    if first > limit or tokens[first].shape == "p":
        return first - 1
    if tokens[first].low in _NOMINATIVE:
        return first
    k = _nouns_end(g, tokens, first, limit)
    while first <= k < limit:
        low = tokens[k + 1].low
        if low in _GENITIVE or (low in _PLACE and _named_place(tokens, k, limit)) or low == "und":
            onward = _nouns_end(g, tokens, k + 2, limit)
            if onward < k + 2 or (low == "und" and not _joined(tokens, k, onward)):
                break
            k = onward
        elif low == "(":
            closing = next((m for m in range(k + 2, min(limit, k + 9) + 1) if tokens[m].low == ")"), None)
            if closing is None:
                break
            k = closing
        elif low == "," and _name_follows(g, tokens, k, limit):
            k = _nouns_end(g, tokens, k + 2, limit)
            break
        else:
            break
    return k


def _nouns_end(g: Grammar, tokens: Sequence[Token], first: int, limit: int) -> int:
    """Give the end of article, adjectives and nouns: "dem ehemaligen Präsidenten Jan Roth"."""
    k, noun = first, False
    while k <= limit:
        token = tokens[k]
        if token.shape == "C" and token.low not in g.times and token.low not in g.specifiers:
            noun = True
        elif token.shape == "Q":
            if token.low != NAME or not noun:
                break
        elif token.shape == "p":
            if token.low not in {".", "-", "/", "&", "''"} or not noun or k == limit or tokens[k + 1].shape != "C":
                break
        elif (token.low in g.specifiers and k == first) or _owned(tokens, first, k, limit):
            pass
        elif noun or (token.shape == "w" and token.low in g.function and token.low not in g.specifiers):
            break
        k += 1
    return k - 1 if noun else first - 1


def _owned(tokens: Sequence[Token], first: int, k: int, limit: int) -> bool:
    """Tell whether an adjective follows an owner in front: "Mannheims oberster Bürgermeister"."""
    if k != first + 1 or k >= limit or tokens[first].shape != "C" or not tokens[first].low.endswith("s"):
        return False
    return tokens[k].low.endswith(("er", "e", "es")) and tokens[k + 1].shape == "C"


def _named_place(tokens: Sequence[Token], k: int, limit: int) -> bool:
    return k + 2 <= limit and tokens[k + 2].shape == "C"


def _joined(tokens: Sequence[Token], k: int, onward: int) -> bool:
    return tokens[k].shape == "C" and tokens[onward].shape == "C"


def _name_follows(g: Grammar, tokens: Sequence[Token], k: int, limit: int) -> bool:
    """Tell whether a comma opens the name of an office: "der Sprecher der Fraktion, Jan Roth, ..."."""
    if k + 3 > limit or tokens[k + 2].shape != "C" or tokens[k + 3].shape != "C":
        return False
    end = _nouns_end(g, tokens, k + 2, limit)
    return end == limit or tokens[end + 1].shape == "p" or tokens[end + 1].shape == "w"


def phrase_start(g: Grammar, tokens: Sequence[Token], last: int) -> int:
    """Give the first token of the noun phrase that ends at `last`: back over nouns, adjectives and one article."""
    k = last
    while k >= 0 and tokens[k].shape == "C":
        k -= 1
    nouns = k + 1
    while (
        k >= 0
        and tokens[k].shape in "wn"
        and tokens[k].low not in g.function
        and tokens[k].low not in g.determiners
        and not g.is_finite(tokens[k])
    ):
        if not tokens[k].low.endswith(("e", "en", "er", "es", "em")):
            break
        k -= 1
    if k >= 0 and tokens[k].low in g.specifiers:
        return k
    return nouns if k >= 0 and tokens[k].shape == "C" else k + 1  # no adjective follows its noun


def subject_of(g: Grammar, tokens: Sequence[Token], verb: int, before: int) -> Span | None:
    """Find the subject of the finite verb at `verb`.

    It fills the place before the verb, unless an adverb, an object or a place fills it; then it follows.
    """
    start = next((k + 1 for k in range(verb - 1, -1, -1) if tokens[k].low in {SAID, ";", ":"}), 0)
    while start < verb and (tokens[start].low in g.coordinators or tokens[start].shape == "p"):
        start += 1
    if start < verb - 1 and tokens[start].low in _EVEN and tokens[start + 1].low in g.determiners:
        start += 1
    opening = tokens[start] if start < verb else None
    fronted = opening is None or opening.low in g.fronted or g.is_adverb(opening)
    surely = _NOMINATIVE if fronted else _NOMINATIVE - {"sie", "es"}  # "Der Sprecher nannte sie ..."
    if verb + 1 < len(tokens) and tokens[verb + 1].low in surely:
        return verb + 1, verb + 1
    if not fronted:
        last = phrase_end(g, tokens, start, verb - 1)
        return (start, last) if last >= start else None
    first = verb + 1
    while first < before and (
        g.is_adverb(tokens[first]) or tokens[first].low in g.times or tokens[first].low == "sich"
    ):
        first += 1
    last = phrase_end(g, tokens, first, min(len(tokens) - 1, before - 1))
    if last >= first and tokens[first].low not in g.oblique:
        return first, last
    return _first_named(g, tokens, start, verb)


def main_subject(g: Grammar, tokens: Sequence[Token], at: int) -> Span | None:
    """Find the subject of the clause before token `at` when no verb of speech shows it."""
    start = 0
    while start < at and (tokens[start].shape in "pQ" or tokens[start].low in g.coordinators):
        start += 1
    if start >= at:
        return None
    if tokens[start].low in _NOMINATIVE:
        return start, start
    opening = tokens[start]
    if not (opening.low in g.fronted or g.is_adverb(opening)):
        last = phrase_end(g, tokens, start, at - 1)
        if last >= start:
            return start, last
    return _first_named(g, tokens, start, at)


def _first_named(g: Grammar, tokens: Sequence[Token], start: int, stop: int) -> Span | None:
    """Give the first phrase of a clause that stands in the nominative."""
    for k in range(start, stop):
        if tokens[k].low in g.determiners - g.oblique or tokens[k].low in _NOMINATIVE:
            last = phrase_end(g, tokens, k, stop - 1)
            if last >= k:
                return k, last
    return None
