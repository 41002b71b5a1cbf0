"""English phrases that name a source: "according to X", "in the words of X", "as per X"; called by `english`."""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.ending import content_end
from agents.extraction.quotes.english_row import Row
from agents.records import Span


def by_source(s: Sentence, row: Row) -> list[Attribution]:
    """Find "according to X" and its like: content before it, or behind the comma that closes it."""
    found: list[Attribution] = []
    for source in row.each("source"):
        cue, who = source["cue"], source["who"]
        pieces = _pieces(row, cue[0], who[1], low_limit(row, cue[0], found))
        if pieces:
            lemma = " ".join(s.words[cue[0] : cue[1] + 1])
            found.append(Attribution(pieces, who, cue, "source", lemma, "say", "source"))
    return found


def low_limit(row: Row, at: int, found: Sequence[Attribution]) -> int:
    """Give the first token that belongs to the cue at `at`: after the attribution before it, or after a ";"."""
    spans = [span for one in found for span in (*one.pieces, one.cue)]
    low = max((last + 1 for _, last in spans if last < at), default=0)
    parted = row.search("parting", low, at - 1)
    return parted[1] + 1 if parted is not None else low


def _pieces(row: Row, at: int, last: int, low: int) -> tuple[Span, ...]:
    """What the source said: before it, on both sides of it where that is no statement yet, or behind it."""
    before = row.match("before_source", low, at - 1)
    if before is not None:
        rest = row.match("source_rest", last + 1, row.last) if row.search("whole", *before) is None else None
        return (before, rest) if rest is not None else (before,)
    behind = row.match("behind_source", last + 1, row.last)
    return ((behind[0], content_end(row, behind[0], row.last)),) if behind is not None else ()
