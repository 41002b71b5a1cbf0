"""Who is meant by a word that names nobody: a pronoun, or an office alone ("the minister").

Called by `quotes` and `signals` for pronouns and by `names.nominals` for offices.  It looks back, at names and at
titles only; it says None when nothing fits and never reads what the sentence means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter

from msgspec import structs

from agents.extraction.text import Text
from agents.records import Entity

_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_THING = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_SENTENCES_BACK = 2
_TURN = 3  # sentences in which who spoke last is still the one who speaks
_DEFINITE = re.compile(
    r"he (?<=\b[Tt]he )"  # so that the search can leap to a literal
    r"((?:(?:prime|foreign|defen[cs]e|finance|interior) )?(?:minister|secretary)|president|premier|chancellor"
    r"|ambassador|spokes(?:man|woman|person)|general|king|queen|envoy|secretary of state|secretary-general)\b"
    r"(?!(?:['’]s)? ?(?:of|for|[A-Z])|-)"
)
_ENDS = re.compile(r"[a-z0-9][.!?][\"”’']?\s")  # a sentence, but not "Mr. Bee"
_START = attrgetter("start")


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
    last = bisect_left(entities, position, key=_START)
    for index in range(here, max(-1, here - _SENTENCES_BACK - 1), -1):
        if text.is_dateline(index):
            continue
        start, end = text.sentences[index]
        first = bisect_left(entities, start, key=_START)
        for entity in entities[first : min(last, bisect_left(entities, end, key=_START))]:
            if fits(entity) and may_be(entity):
                return entity
    return None


def _test(pronoun: str) -> Callable[[Entity], bool] | None:
    word = pronoun.lower()
    if word in _PERSONAL:
        return lambda e: e.type == "PER"
    if word in _THING:
        return lambda e: e.sense != "place" and e.type in ("ORG", "LOC")
    if word in _PLURAL:
        return lambda e: e.sense != "place" and (e.type in ("ORG", "LOC") or e.subtype in ("demonym", "nominal"))
    return None


def in_turn(
    pronoun: str, position: int, entities: Sequence[Entity], text: Text, last: tuple[Entity, int] | None
) -> Entity | None:
    """Give the person a pronoun stands for where people speak in turn: who spoke last if near, else the antecedent.

    `last` is who spoke last, with the character where those words ended.
    """
    if last is not None and last[1] < position and text.sentence_at(position) - text.sentence_at(last[1]) <= _TURN:
        return last[0]
    found = antecedent(pronoun if pronoun in _PERSONAL else "he", position, entities, text)
    return found or (last[0] if last is not None else None)


def named_before(position: int, entities: Sequence[Entity], text: Text) -> Entity | None:
    """Give the last entity before a place in its sentence: whom a "who" stands for."""
    k = bisect_left(entities, position, key=_START)
    return entities[k - 1] if k and entities[k - 1].start >= text.sentence_span(position)[0] else None


def in_office(body: str, titled: Sequence[tuple[Entity, str]]) -> list[Entity]:
    """Give an entity for every definite office that resolves; `titled` are the persons in order, with their titles.

    Of several in one sentence the first is meant, who is mostly its subject: "Bee met Dee.  The president ...".
    """
    if not titled:
        return []
    found = []
    held: dict[str, list[Entity]] = {}  # by office as it is called, those who may be meant
    for match in _DEFINITE.finditer(body):
        word = match.group(1).lower()
        if word not in held:
            held[word] = [e for e, title in titled if _same(title, word)]
        before = held[word][: bisect_left(held[word], match.start(), key=_START)]
        person = next((e for e in before if not _ENDS.search(body, e.end, before[-1].start)), None)
        if person is not None and person.actor_id is not None:
            start, end = match.span(1)
            found.append(_as_office(person, start, end, match.group(1)))
    return found


def _as_office(person: Entity, start: int, end: int, text: str) -> Entity:
    return structs.replace(
        person, start=start, end=end, text=text, subtype="nominal", rule="nominal:definite", score=0.7
    )


def _same(title: str, word: str) -> bool:
    """Tell whether `the minister` may mean somebody called foreign minister: the last words are the same."""
    return title == word or title.endswith(" " + word)
