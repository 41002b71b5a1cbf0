"""The names of a text: who and what is named, where, and for whom each name stands.

Called by `agents.extraction.read`.  The recipe only; the steps are in `gazetteer` (known names), `runs`
and `pieces` (capitalised names), `meanings` and `document` (what the
whole text says) and `linking` (ids and senses)
and `nominals` (groups named by common nouns).
"""

from __future__ import annotations

import re
from datetime import datetime

from agents.extraction import document, gazetteer, linking, meanings, nominals, pieces, runs
from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import Entity

_SMALL = re.compile(r"(?<![\w’'-])[a-z][a-z-]{2,}(?!\w)")


def find(text: Text, names: Names, published_at: datetime | None = None) -> tuple[Entity, ...]:
    """Give all entities from left to right, none overlapping; offices are those of the day of publication."""
    body = text.body
    starts = frozenset(start for start, _ in text.sentences)
    reader = pieces.Reader(body, names)
    for run in runs.find(body, gazetteer.scan(body, names)):
        reader.read(run)
    small = frozenset(_SMALL.findall(body))
    meanings.choose(body, small, reader.found, names)
    settled = document.settle(body, starts, small, reader.found, names)
    settled.sort(key=lambda c: (c.start, -c.end))
    kept = []
    last = 0
    for candidate in settled:
        if candidate.start >= last:
            kept.append(candidate)
            last = candidate.end
    openings = frozenset(start for start, _ in text.paragraphs)
    day = published_at.date().isoformat() if published_at else ""
    linked = linking.link(body, openings, kept, names, day)
    return tuple(nominals.group(body, linked, names, day))
