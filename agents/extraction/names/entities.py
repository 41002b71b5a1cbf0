"""The names of a text: who and what is named, where, and for whom each name stands.

Called by `agents.extraction.read`.  The recipe only; the steps are in `gazetteer` (known names), `runs` and `pieces`
(capitalised names), `meanings` and `document` (what the whole text says), `linking` (ids and senses) and `nominals`
(groups named by common nouns).  `adoption` takes the place of the first three when a backend was chosen.
"""

from __future__ import annotations

from datetime import datetime

from agents.extraction import budget
from agents.extraction.backend import Backend
from agents.extraction.names import adoption, document, gazetteer, linking, meanings, nominals, pieces, runs
from agents.extraction.names.candidates import Candidate, apart
from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import Entity


def find(
    text: Text, names: Names, published_at: datetime | None = None, backend: Backend | None = None
) -> tuple[Entity, ...]:
    """Give all entities from left to right, none overlapping; offices are those of the day of publication.

    A `backend` finds and types the names in place of our rules; whom they stand for is decided here all the same.
    """
    body = text.body
    kept = settled(text, names, backend)
    day = published_at.date().isoformat() if published_at else ""
    linked = linking.link(text, kept, names, day)
    return tuple(nominals.group(body, linked, names, day))


def settled(text: Text, names: Names, backend: Backend | None = None) -> list[Candidate]:
    """Give the names of a text with their types, before they are linked: by our rules, or by a backend."""
    body = text.body
    named = backend.names(text, names) if backend is not None else None
    if backend is None or named is None:
        found = _by_rules(text, names)
    else:
        found = adoption.adopt(body, named, backend.id, names)
    meanings.choose(text, found, names)
    starts = frozenset(start for start, _ in text.sentences)
    return apart(document.settle(body, starts, found, names))


def _by_rules(text: Text, names: Names) -> list[Candidate]:
    reader = pieces.Reader(text.body, names)
    hits = gazetteer.scan(text.body, names)
    stop = hits[budget.NAMES].start if len(hits) > budget.NAMES else len(text.body)
    text.cuts["names"] += max(0, len(hits) - budget.NAMES)
    for run in runs.find(text.body[:stop], hits[: budget.NAMES], names.shapes["common.stop"]):
        if len(reader.found) >= budget.NAMES:
            text.cuts["names"] += 1
        else:
            reader.read(run)
    text.cuts["run"] += reader.cuts
    return reader.found
