"""Whom a pronoun stands for: the nearest fitting entity before it.

Called by `quotes` and `signals`.  It looks back two sentences and says None when nothing fits; it never
reads what the sentence means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from agents.extraction.text import Text
from agents.records import Entity

_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_THING = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_SENTENCES_BACK = 2


def antecedent(
    pronoun: str,
    position: int,
    entities: Sequence[Entity],
    text: Text,
    may_be: Callable[[Entity], bool] = lambda _: True,
) -> Entity | None:
    """Give the entity a pronoun at `position` stands for, or None when none within two sentences fits.

    `he` and `she` take persons; `it` states and organisations; `they` organisations, peoples and states.
    The subject of a sentence (its first fitting name) goes before the others, the same sentence before the
    one before it; a dateline names nobody who is meant.  `may_be` leaves others out.  `entities` are sorted by
    start, as `entities.find` gives them.
    """
    fits = _test(pronoun)
    if fits is None or not text.sentences:
        return None
    here = text.sentence_at(position)
    last = bisect_left(entities, position, key=lambda e: e.start)
    for index in range(here, max(-1, here - _SENTENCES_BACK - 1), -1):
        if text.is_dateline(index):
            continue
        start, end = text.sentences[index]
        first = bisect_left(entities, start, key=lambda e: e.start)
        for entity in entities[first : min(last, bisect_left(entities, end, key=lambda e: e.start))]:
            if fits(entity) and may_be(entity):
                return entity
    return None


def _test(pronoun: str) -> Callable[[Entity], bool] | None:
    word = pronoun.lower()
    if word in _PERSONAL:
        return lambda e: e.type == "PER"
    if word in _THING:
        return lambda e: e.sense != "place" and (e.type == "ORG" or (e.type == "LOC" and e.actor_id is not None))
    if word in _PLURAL:
        return lambda e: (
            e.sense != "place"
            and (e.type == "ORG" or e.subtype in ("demonym", "nominal") or (e.type == "LOC" and e.actor_id is not None))
        )
    return None
