"""English nouns that speak: "voiced concern that ...", "Roa's claim that ..."; called by `english`."""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.clauses import clause_end
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import Token, is_final
from agents.lexicon.cues import Form

_REACH = 6  # tokens between verb and noun: "voiced deep and lasting concern"


def supported_hits(g: Grammar, tokens: Sequence[Token]) -> list[Hit]:
    """Find verb and noun that speak together, where a clause with "that" follows them."""
    verbs, nouns = g.speech.word_class("support_forms"), g.speech.word_class("support_nouns")
    found = []
    for i in [k for k, t in enumerate(tokens) if t.low in verbs]:
        token = tokens[i]
        if token.shape != "w" or (i and tokens[i - 1].low in g.determiners):
            continue
        for k in range(i + 1, min(len(tokens) - 2, i + _REACH + 1)):
            if tokens[k].low in nouns and tokens[k + 1].low == "that":
                form = Form(f"{token.low} {tokens[k].low}", frozenset({"past"}), {"that": _kind(g, tokens[k])})
                found.append(Hit(i, k, form, gerund=token.low.endswith("ing")))
                break
            if tokens[k].shape in "pQ" or g.is_finite(tokens[k]) or tokens[k].low in g.stops:
                break
    return found


def _kind(g: Grammar, noun: Token) -> str:
    return g.speech.nouns.get(noun.low, "say")


def by_noun(g: Grammar, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Attribution]:
    """Find "Roa's claim that ..." and "her promise to ...": the owner of the noun speaks."""
    found = []
    nouns = g.speech.nouns
    for i in [k for k, t in enumerate(tokens[:-2]) if k and t.low in nouns]:
        token, kind = tokens[i], nouns[tokens[i].low]
        if token.shape != "w":
            continue
        following = tokens[i + 1].low
        if not (following == "that" or (following == "to" and kind in {"promise", "threaten", "demand"})):
            continue
        owner = _owner(g, tokens, i)
        last = len(tokens) - 1
        while last > i and is_final(tokens[last]):
            last -= 1
        if owner is None or (following == "that" and not g.clausal(tokens, i + 2, last)):
            continue
        first = i + 2 if following == "that" else i + 1
        end = clause_end(g, tokens, first, last, hits)
        found.append(Attribution(((first, end),), owner, (i, i), following, token.low, kind, "subject"))
    return found


def _owner(g: Grammar, tokens: Sequence[Token], noun: int) -> tuple[int, int] | None:
    """Find who owns the noun: "Roa's repeated claim", "the ministry's denial", "his vow"."""
    for k in range(noun - 1, max(-1, noun - 4), -1):
        token = tokens[k]
        if token.low in g.possessives:
            return k, k
        if token.shape in "wC" and token.low.endswith(("'s", "s'")) and not g.is_pronoun(token):
            return _owner_start(g, tokens, k), k
        if token.shape == "p" or not g.is_nominal(token):
            return None
    return None


def _owner_start(g: Grammar, tokens: Sequence[Token], last: int) -> int:
    """Go back over names, adjectives and one article: "the former mayor's"."""
    k = last
    while k > 0 and (tokens[k - 1].shape == "C" or (g.is_nominal(tokens[k - 1]) and not g.is_verbal(tokens[k - 1]))):
        if tokens[k - 1].low in g.articles:
            return k - 1
        k -= 1
    return k
