"""Who said what inside a sentence of a language without a parse: German, French, Spanish, Ukrainian, Russian.

Called by `find`.  The frames stand in the lexicon (`frames.toml`); here each verb of speech is tried against them, then
the sources of a whole sentence, then German's reported subjunctive: speech that has no cue but that ("Man habe nichts
gewusst.") is given with no subject; `standalone` finds whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.nearby import row_of
from agents.extraction.quotes.tokens import Token
from agents.lexicon.cues import Form
from agents.lexicon.frames import Frame
from agents.records import Span


def attributions(g: Grammar, tokens: Sequence[Token]) -> list[Attribution]:
    """Find the attributions of one sentence in order."""
    row = row_of(g, tokens)
    found = list(_spoken(g, tokens, row))
    found.extend(one for one in _whole(g, tokens, row, "source") if not _overlaps(one, found))
    found = found or _whole(g, tokens, row, "free")
    if g.speech.word_class("inner"):
        found.extend(inner for one in list(found) for inner in _inner(g, row, one))
    return sorted(found, key=lambda a: a.pieces[0])


def _overlaps(one: Attribution, found: Sequence[Attribution]) -> bool:
    return any(a <= d and c <= b for other in found for a, b in other.pieces for c, d in one.pieces)


def _inner(g: Grammar, row: str, one: Attribution) -> Iterator[Attribution]:
    """Give marked words inside reported speech as words of their own: German news quotes fragments verbatim."""
    for first, last in one.pieces:
        if first < last:
            for marked in g.tokens.pattern("inner").finditer(row, first, last + 1):
                yield replace(one, pieces=((marked.start(), marked.start()),), frame="inner")


def _spoken(g: Grammar, tokens: Sequence[Token], row: str) -> Iterator[Attribution]:
    """Find who said what by verbs of speech."""
    for i, token in enumerate(tokens):
        known = g.speech.forms.get(token.low, ()) if token.shape == "w" else ()
        if known and (one := _by_verb(g, tokens, row, i, known)) is not None:
            yield one


def _by_verb(g: Grammar, tokens: Sequence[Token], row: str, i: int, known: Sequence[Form]) -> Attribution | None:
    """Try the frames on the verb at a token, in order."""
    completed = g.tokens.pattern("particle").match(row, i + 1)
    end = completed.end() - 1 if completed is not None else i
    form = next((f for f in known if f.particle in ((), (tokens[end].low,))), None)
    if form is None:
        return None
    finite = "past" in form.tense and not tokens[i].low.endswith("en")
    row = row[:i] + g.tokens.rows.letter("K" if finite else "L", tokens[i].low) + row[i + 1 :]
    if form.particle:
        row = row[:end] + g.tokens.rows.letter("E", tokens[end].low) + row[end + 1 :]
    if g.tokens.pattern("denied").search(row):
        return None
    for frame in g.tokens.all("frame"):
        found = frame.pattern.search(row) if frame.takes in ("", *form.frames) else None
        if found is not None:
            return _made(found, frame, form, (i, i), _subject(g, row, found) if frame.via == "subject" else None)
    return None


def _subject(g: Grammar, row: str, found: re.Match[str]) -> Span | None:
    """Find who speaks before the words that were said, and not beside their verb."""
    before = row[: found.start("said")]
    subjects = (frame.pattern.search(before) for frame in g.tokens.all("subject"))
    return next((_tokens(one, "who") for one in subjects if one is not None), None)


def _made(found: re.Match[str], frame: Frame, form: Form | None, cue: Span, subject: Span | None) -> Attribution | None:
    who = _tokens(found, "who") or subject
    pieces = tuple(sorted(span for name in frame.pieces if (span := _tokens(found, name)) is not None))
    if not pieces or (who is None and frame.via == "subject"):
        return None
    lemma, kind = (form.lemma, form.kind) if form is not None else ("", "say")
    return Attribution(pieces, who, cue, frame.name, lemma, kind, frame.via)


def _whole(g: Grammar, tokens: Sequence[Token], row: str, kind: str) -> list[Attribution]:
    """Find what a sentence as a whole says of its source."""
    for frame in g.tokens.all(kind):
        found = frame.pattern.search(row)
        cue = _tokens(found, "cue") if found is not None else None
        if found is not None and cue is not None and (one := _made(found, frame, None, cue, None)) is not None:
            return [replace(one, lemma=tokens[cue[0]].low)]
    return []


def _tokens(found: re.Match[str], name: str) -> Span | None:
    """Give the tokens of a group, None where it has none."""
    first, end = found.span(name) if name in found.re.groupindex else (0, 0)
    return (first, end - 1) if first < end else None
