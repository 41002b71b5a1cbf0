"""What a cue takes: the clause, the marked words or the object that was said; called by `attribution`.

Works on one sentence; gives token ranges, never characters.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from msgspec import Struct
from msgspec.structs import replace

from agents.extraction.quotes.clauses import after_adjunct, bare_clause, is_object, marked
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.hits import Hit
from agents.extraction.quotes.tokens import Token, is_final

_WH = frozenset(["whether", "if", "how", "why", "what", "when", "where", "who", "which"])
_CLAUSE_FRAMES = frozenset(["quote", "that", "bare", "wh"])
_PLAIN = frozenset(["say", "think", "hope"])  # lemmas that hardly ever take a mere object


class Content(Struct, frozen=True, gc=False):
    """What was said: tokens first..last; `frame` says how it was found, `addressee` who was told (a range)."""

    first: int
    last: int
    frame: str
    addressee: tuple[int, int] | None = None


def content_after(g: Grammar, tokens: Sequence[Token], hit: Hit) -> Content | None:
    """Find what stands after a cue as its content, None where nothing does."""
    last = len(tokens) - 1
    p = hit.last + 1
    while p <= last and g.is_adverb(tokens[p]):
        p += 1
    if p > last or (is_final(tokens[p]) and p == last):
        return None
    frames = hit.form.frames
    strict = hit.form.lemma not in _PLAIN
    if hit.passive:
        told = "told" in frames
        return _clause(g, tokens, p, last, _CLAUSE_FRAMES if told else frames, strict=strict)
    for frame, reader in _READERS.items():
        if frame in frames:
            content = reader(g, tokens, p, last)
            if content is not None:
                return content
    return _clause(g, tokens, p, last, frames, strict=strict) or _object(g, tokens, p, last, frames)


def _object(g: Grammar, tokens: Sequence[Token], p: int, last: int, frames: Container[str]) -> Content | None:
    """Find an infinitive of the speaker's own, or a bare object: "vowed to leave", "demanded an inquiry"."""
    if "to" in frames and tokens[p].low == "to" and p < last and tokens[p + 1].shape == "w":
        return Content(p, last, "to")
    if "thing" in frames and g.starts_phrase(tokens[p]) and tokens[p].low != "no":
        return Content(p, last, "thing")
    return None


def _clause(
    g: Grammar, tokens: Sequence[Token], p: int, last: int, frames: Container[str], *, strict: bool
) -> Content | None:
    """Find a clause, an indirect question or marked words from token p on."""
    found = marked(g, tokens, p, last) if "quote" in frames else None
    if found is not None:
        return Content(*found)
    content = _clause_at(g, tokens, p, last, frames, strict=strict)
    if content is not None:
        return content
    clausal = "that" in frames or "bare" in frames or "wh" in frames
    after = after_adjunct(g, tokens, p, last) if clausal else None
    if after is None or after >= last or (tokens[p].low == "," and not _resumes(g, tokens, p, after, frames)):
        return None
    return _clause_at(g, tokens, after, last, frames, strict=strict)


def _resumes(g: Grammar, tokens: Sequence[Token], p: int, after: int, frames: Container[str]) -> bool:
    """Tell whether the clause goes on after an insertion between commas: "said, if elected, she would"."""
    if tokens[after].low == "that":
        return True
    return "bare" in frames and tokens[p + 1].low in {"if", "when", "as", "despite", "while", "should", "after"}


def _clause_at(
    g: Grammar, tokens: Sequence[Token], p: int, last: int, frames: Container[str], *, strict: bool
) -> Content | None:
    token = tokens[p]
    if token.low == "that" and "that" in frames and p + 1 < last and _opens_clause(g, tokens, p + 1, last):
        return Content(p + 1, last, "that")
    if "wh" in frames and token.low in _WH and g.clausal(tokens, p + 1, last):
        return Content(p, last, "wh")
    if "bare" in frames and bare_clause(g, tokens, p, last, strict=strict):
        return Content(p, last, "bare")
    return None


def _opens_clause(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> bool:
    """Tell whether a clause begins at p, behind "that": "that approach in March" is none."""
    token = tokens[p]
    if is_final(token) or token.low in {",", "in", "on"}:
        return False
    begins = token.shape == "C" or token.low in g.articles or g.is_pronoun(token)
    return (begins and p + 1 < last) or g.clausal(tokens, p, last)


def _listener(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> int:
    """Give the last token of a listener that begins at p, p - 1 where none does."""
    if is_object(tokens[p]):
        return p
    if tokens[p].shape == "Q" or tokens[p].low in _WH | {"that", "to"}:
        return p - 1
    return g.phrase_right(tokens, p, last)


def _told(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = _listener(g, tokens, p, last)
    if q < p or q >= last:
        return None
    inner = _clause(g, tokens, q + 1, last, _CLAUSE_FRAMES, strict=False)
    return replace(inner, addressee=(p, q)) if inner is not None else None


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
    """Find what somebody is accused of, blamed or praised for."""
    q = p if is_object(tokens[p]) else g.phrase_right(tokens, p, last, long=False)
    for k in range(q + 1, min(last, q + 8)) if q >= p else ():
        low = tokens[k].low
        if low == "of":  # the word of accusers only: "praised the work of ..." goes on
            return Content(k + 1, last, "for", (p, q)) if tokens[k + 1].low.endswith("ing") or k == q + 1 else None
        if low in {"for", "over"}:
            return Content(p, last, "for", (p, q))
        if tokens[k].shape in "pQ" or g.is_verbal(tokens[k]):
            break
    return None


def _as(g: Grammar, tokens: Sequence[Token], p: int, last: int) -> Content | None:
    q = _listener(g, tokens, p, last)
    if tokens[p].shape == "Q":
        return Content(p, p, "as")
    if q < p or q >= last:
        return None
    for k in range(q + 1, min(last, q + 10) + 1):
        token = tokens[k]
        if token.shape == "Q":
            return Content(p, k, "as", (p, q))
        if token.low == "as" and k < last:
            quoted = next((m for m in range(k + 1, min(last, k + 10) + 1) if tokens[m].shape == "Q"), None)
            return Content(p, last if quoted is None else quoted, "as", (p, q))
        if token.low in {",", ";", ":", "that"} or g.is_finite(token):
            break
    return None


_READERS = {"order": _order, "for": _for, "as": _as, "told": _told}
