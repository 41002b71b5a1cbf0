"""What a cue takes: the clause, the marked words or the object that was said; called by `attribution`.

Works on one sentence; gives token ranges, never characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import Token, is_final

_ADJUNCT = 18  # tokens that may stand between a verb and its "that"
_CLAUSE = 30  # tokens in which a bare clause must show its verb
_WH = frozenset(["whether", "if", "how", "why", "what", "when", "where", "who", "which"])
_OBJECT_PRONOUNS = frozenset(["him", "her", "them", "us", "me", "it", "you", "himself", "herself", "themselves"])


class Content(NamedTuple):
    """What was said: tokens first..last; `frame` says how it was found, `addressee` who was told (a range)."""

    first: int
    last: int
    frame: str
    addressee: tuple[int, int] | None = None


def content_after(g: Grammar, tokens: Sequence[Token], hit: Hit) -> Content | None:
    """Find what stands after a cue as its content, None where nothing does."""
    last = len(tokens) - 1
    p = hit.last + 1
    while p <= last and g.is_adverb(tokens[p]) and tokens[p].low != "so":
        p += 1
    if p > last or (is_final(tokens[p]) and p == last):
        return None
    frames = hit.form.frames
    if not hit.passive:
        for frame, reader in (("order", _order), ("for", _for), ("as", _as), ("told", _told)):
            if frame in frames:
                content = reader(g, tokens, p, last)
                if content is not None:
                    return content
    if hit.passive and "told" in frames:
        content = _clause(g, tokens, p, last, frames | {"bare": "say"})
    else:
        content = _clause(g, tokens, p, last, frames)
    if content is not None:
        return content
    if "to" in frames and tokens[p].low == "to" and p < last and tokens[p + 1].shape == "w" and not hit.passive:
        return Content(p, last, "to")
    if "thing" in frames and not hit.passive and g.starts_phrase(tokens[p]):
        return Content(p, last, "thing")
    return None


def _clause(g: Grammar, tokens: Sequence[Token], p: int, last: int, frames: object) -> Content | None:
    """Find a clause, an indirect question or marked words from token p on."""
    assert hasattr(frames, "__contains__")
    quote = _marked(g, tokens, p, last)
    if quote is not None:
        return quote
    token = tokens[p]
    if token.low in {"that"} and p < last and tokens[p + 1].shape != "p":
        if "that" in frames and not _that_is_pronoun(g, tokens, p):
            return Content(p + 1, last, "that")
    if "wh" in frames and token.low in _WH:
        return Content(p, last, "wh")
    if "bare" in frames and _bare(g, tokens, p, last):
        return Content(p, last, "bare")
    after = _after_adjunct(g, tokens, p, last)
    if after is not None:
        if tokens[after].low == "that" and ("that" in frames):
            return Content(after + 1, last, "that")
        if "wh" in frames and tokens[after].low == "whether":
            return Content(after, last, "wh")
        if "bare" in frames and _bare(g, tokens, after, last):
            return Content(after, last, "bare")
    return None


def _that_is_pronoun(g: Grammar, tokens: Sequence[Token], p: int) -> bool:
    """Tell whether "that" at p is a pronoun: "he said that."""
    return is_final(tokens[p + 1]) or tokens[p + 1].low == ","


def _marked(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    """Find marked words that a cue owns: next to it, after a colon or comma, or after a short adjunct."""
    k = p
    while k <= last and k - p < _ADJUNCT:
        token = tokens[k]
        if token.shape == "Q":
            between = tokens[k - 1]
            if k == p or between.low in {":", ",", "that", "–", "—", "-"}:
                return Content(k, _marked_end(g, tokens, k, last), "quote")
            return None
        if token.low == ":" and k < last and tokens[k + 1].shape != "Q":
            return Content(k + 1, last, "colon") if last - k > 2 else None
        if (is_final(token) and token.low != ".") or token.low == ";" or token.low in {"that", "whether"}:
            return None
        if g.is_finite(token) or (g.is_pronoun(token) and k == p and token.low not in _OBJECT_PRONOUNS):
            return None
        k += 1
    return None


def _marked_end(g: Grammar, tokens: Sequence[Token], k: int, last: int) -> int:
    """Give the end of a content that begins with marked words: these alone, or the clause they open."""
    if k + 1 > last:
        return k
    following = tokens[k + 1]
    if (
        following.shape == "p"
        or following.low in g.coordinators | g.prepositions | g.subordinators
        or is_final(following)
    ):
        return k
    return last if g.clausal(tokens, k + 1, min(last, k + 12)) else k


def _bare(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> bool:
    """Tell whether a clause without `that` begins at p."""
    token = tokens[p]
    begins = (
        g.starts_phrase(token)
        or (g.is_pronoun(token) and token.low not in {"who"})
        or token.low in {"there", "if", "while", "when", "because", "although"}
    )
    if g.is_finite(token) and "'" in token.low:
        return True
    if not begins or token.low in g.times:
        return False
    stop = min(last, p + _CLAUSE)
    return g.clausal(tokens, p + 1, stop)


def _after_adjunct(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int | None:
    """Skip "on Monday", "in a statement to the paper", ", in effect," and give the first token after it."""
    if tokens[p].low == ",":
        closing = next((k for k in range(p + 1, min(last, p + 12)) if tokens[k].low == ","), None)
        return closing + 1 if closing is not None and tokens[closing + 1].low == "that" else None
    if tokens[p].low in g.times or (tokens[p].low in {"this", "last"} and p < last and tokens[p + 1].low in g.times):
        k = p
        while k < last and (
            tokens[k].low in g.times
            or tokens[k].low in {"this", "last", "on", "in", "the", ","}
            or tokens[k].shape == "n"
        ):
            k += 1
        if tokens[k].low not in g.prepositions:
            return k
        p = k
    if tokens[p].low not in g.prepositions:
        return None
    for k in range(p + 1, min(last, p + _ADJUNCT)):
        token = tokens[k]
        if token.low in {"that", "whether"}:
            return k
        if token.shape == "Q" or (token.shape == "p" and token.low in ";:") or g.is_finite(token):
            return None
        if g.is_pronoun(token) and token.low not in g.possessives and token.low not in _OBJECT_PRONOUNS:
            return k
        if token.low == "," and k < last:
            return k + 1 if tokens[k + 1].low == "that" else None
        if token.low in g.determiners and tokens[k - 1].low in g.times:
            return k
    return None


def _listener(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int:
    """Give the last token of a listener that begins at p, p - 1 where none does."""
    if tokens[p].low in _OBJECT_PRONOUNS:
        return p
    if tokens[p].shape == "Q" or tokens[p].low in _WH | {"that", "to"}:
        return p - 1
    return g.phrase_right(tokens, p, last)


def _told(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = _listener(g, tokens, p, last)
    if q < p or q >= last:
        return None
    inner = _clause(g, tokens, q + 1, last, {"quote", "that", "bare", "wh"})
    if inner is None:
        return None
    return inner._replace(addressee=(p, q))


def _order(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = _listener(g, tokens, p, last)
    if q < p or q >= last:
        return None
    k = q + 1
    if tokens[k].low == "not" and k < last:
        k += 1
    if tokens[k].low != "to" or k >= last or tokens[k + 1].shape != "w":
        return None
    return Content(q + 1, last, "order", (p, q))


def _for(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = g.phrase_right(tokens, p, last, long=False) if tokens[p].low not in _OBJECT_PRONOUNS else p
    if q < p:
        return None
    for k in range(q + 1, min(last, q + 8)):
        if tokens[k].low in {"for", "of", "over"}:
            return Content(k + 1, last, "for", (p, q))
        if tokens[k].shape in "pQ" or g.is_verbal(tokens[k]):
            break
    return None


def _as(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = _listener(g, tokens, p, last)
    if tokens[p].shape == "Q":
        return Content(p, _marked_end(g, tokens, p, last), "as")
    if q < p or q >= last:
        return None
    for k in range(q + 1, min(last, q + 10) + 1):
        token = tokens[k]
        if token.shape == "Q":
            return Content(k, k, "as", (p, q))
        if token.low == "as" and k < last:
            marked = next((m for m in range(k + 1, min(last, k + 10) + 1) if tokens[m].shape == "Q"), None)
            return Content(k + 1, last if marked is None else marked, "as", (p, q))
        if token.low in {",", ";", ":", "that"} or g.is_finite(token):
            break
    return None


def content_end(g: Grammar, tokens: Sequence[Token], content: Content, hits: Sequence[Hit]) -> int:
    """Find where a content that runs to the right ends: at the next attribution, or with the sentence."""
    last = content.last
    if content.frame == "quote" and content.last == content.first:
        return last
    starts = {h.first for h in hits}
    for k in range(content.first + 1, last + 1):
        low = tokens[k].low
        if tokens[k].shape == "p" and low == ";":
            return k - 1
        if low == "according" and k < last and tokens[k + 1].low == "to":
            return k - 1 - (tokens[k - 1].low == ",")
        if low not in {",", "and", "but", "while"} or k == last:
            continue
        m = k + 1
        while m < last and (tokens[m].low in {"and", "but", "then"} or g.is_adverb(tokens[m])):
            m += 1
        if m in starts and _new_attribution(g, tokens, k, m, hits):
            return k - 1
    while last > content.first and is_final(tokens[last]):
        last -= 1
    return last


def _new_attribution(g: Grammar, tokens: Sequence[Token], k: int, m: int, hits: Sequence[Hit]) -> bool:
    """Tell whether the cue at m, after the comma or "and" at k, begins a new attribution of the same speaker."""
    hit = next(h for h in hits if h.first == m)
    if "quote" not in hit.form.frames and "as" not in hit.form.frames and "that" not in hit.form.frames:
        return False
    if hit.gerund:
        return tokens[k].low == ","
    return content_after(g, tokens, hit) is not None and "belief" not in hit.form.frames.values()
