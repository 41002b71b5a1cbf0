"""Turns settled candidates into entities: whom each stands for, by the article's date, and in what sense.

Called by `entities` last.  A wrong link poisons a state table, so it abstains when unsure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.extraction.candidates import Candidate
from agents.lexicon.names import Known, Names
from agents.records import Entity, Sense

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|outside|inside|around|across|throughout|within|visited|visit(?:ing)? to|trip to|travel(?:led|ed|s)? to|arrived? in|flew to|into|via|over)\s+(?:the\s+)?(?:(?:central|northern|southern|eastern|western|downtown|neighbou?ring|nearby)\s+)?$"
)
_DATELINE = re.compile(r"[ ,A-Z]{0,40}(?:\s*\([\w ./-]{2,30}\))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*[-–—:]{1,2}\s")
_SCORES = {3: 0.95, 2: 0.8, 1: 0.6, 0: 0.3}


def link(body: str, starts: frozenset[int], candidates: Sequence[Candidate], names: Names, day: str) -> list[Entity]:
    """Make entities; `day` (`YYYY-MM-DD` or empty) decides who held an office."""
    linker = _Linker(body, starts, names, day)
    return [linker.entity(candidate) for candidate in candidates]


class _Linker:
    def __init__(self, body: str, starts: frozenset[int], names: Names, day: str) -> None:
        self.body = body
        self.starts = starts
        self.names = names
        self.day = day

    def entity(self, candidate: Candidate) -> Entity:
        person_id = actor_id = place_id = None
        known = candidate.known
        sense: Sense = "other"
        name = known.name if known else candidate.full.text if candidate.full else candidate.text
        if candidate.type == "PER":
            person_id, actor_id, name = self.person(candidate, name)
            sense = "actor"
        elif known is not None and not known.weak:
            sense = self.sense(candidate, known)
            actor_id = known.actor_id if sense == "actor" else None
            place_id = known.place_id if sense == "place" or known.kind == "state" else None
        elif candidate.full is not None and candidate.full.known is not None:
            actor_id, sense = candidate.full.known.actor_id, "actor"
        elif candidate.type == "LOC":
            sense = "place"
        return Entity(
            start=candidate.start,
            end=candidate.end,
            text=candidate.text,
            type=candidate.type,  # type: ignore[arg-type]
            subtype=candidate.subtype,
            name=name,
            person_id=person_id,
            actor_id=actor_id,
            place_id=place_id,
            sense=sense,
            rule=candidate.rule,
            score=_SCORES[candidate.strength],
        )

    def person(self, candidate: Candidate, name: str) -> tuple[str | None, str | None, str]:
        source = candidate
        while source.full is not None and source.known is None:
            source = source.full
        if (
            source.known is not None
            and source.known.kind == "person"
            and len([m for m in source.meanings if m.kind == "person"]) == 1
        ):
            person = self.names.persons[source.known.id]
            role = person.role(self.day)
            return person.id, role.actor_id if role else None, person.name
        titled = candidate if candidate.office is not None else source
        if titled.office is not None and titled.owner and len(titled.owner) == 3 and titled.office.unit:
            return None, f"{titled.owner}:{titled.office.unit}", source.text
        return None, None, source.text

    def sense(self, candidate: Candidate, known: Known) -> Sense:
        if known.kind in ("event", "weapon"):
            return "other"
        if known.kind in ("city", "place"):
            return "place"
        if known.kind in ("state", "capital", "metonym"):
            before = self.body[max(0, candidate.start - 40) : candidate.start]
            if _PLACE_BEFORE.search(before):
                return "place"
            if candidate.start in self.starts and known.kind == "capital" and _DATELINE.match(self.body, candidate.end):
                return "place"
        return "actor"
