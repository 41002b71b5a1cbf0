"""What a cue takes: marked words, a clause, an infinitive or an object behind it; called by `english`.

Clauses are those that the parse hangs on the cue; all else are frames of the lexicon (`frames.toml`), in order.
"""

from __future__ import annotations

from msgspec import Struct

from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken
from agents.records import Span


class Content(Struct, frozen=True, gc=False):
    """What was said: tokens first..last; `frame` says how it was found, `addressee` who was told or spoken of."""

    first: int
    last: int
    frame: str
    addressee: Span | None = None


def content_after(g: Grammar, s: Sentence, row: Row, one: Spoken, last: int) -> Content | None:
    """Find what stands behind a cue as its content, up to token `last`; None where nothing does."""
    return _framed(row, one, "after", last) or _clause(g, s, one) or _framed(row, one, "otherwise", last)


def _framed(row: Row, one: Spoken, frames: str, last: int) -> Content | None:
    """Try the frames that a cue takes on what stands right behind it."""
    for frame in row.frames(frames):
        found = row.groups(frame, one.last + 1, last) if frame.takes in one.form.frames else None
        if found is not None and frame.only in ("", one.form.lemma, one.form.frames[frame.takes]):
            ends = found["said"][1] if "ends" in found else last
            return Content(found["said"][0], ends, frame.name, found.get("told"))
    return None


def listener_of(one: Spoken) -> Span | None:
    """Give who stands behind a cue as the one who was told."""
    told = one.clause.object or next(iter(one.clause.objects), None)
    return (told.first, told.last) if told is not None and told.first > one.last else None


def _clause(g: Grammar, s: Sentence, one: Spoken) -> Content | None:
    """The clause that was said: with "that", with a question word, or bare."""
    frames = one.form.frames
    for child in one.clause.children:
        frame = _frame(g, one, child) if child.first > one.last and child.group.form == "finite" else ""
        if frame in frames or (frame and "told" in frames):
            opened = frame == "that"
            first = child.first + opened
            return Content(first + (opened and s.words[first] == ","), child.last, frame)
    return None


def _frame(g: Grammar, one: Spoken, child: Clause) -> str:
    """Tell "said that", "said he", "asked whether", "told them how" from "said on Monday when he arrived"."""
    if child.kind == "that":
        return "that" if child.marker == "that" else "bare"
    told = listener_of(one)
    near = child.first - 1 in (one.last, told[1] if told is not None else 0)
    asks = child.marker in g.speech.word_class("asking") and child.relative is None
    return "wh" if asks and (near or child.marker in g.speech.word_class("doubting")) else ""
