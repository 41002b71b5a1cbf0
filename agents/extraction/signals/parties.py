"""Turns phrases into parties: which name, group or pronoun a source or target stands for.

Called by compose.py.  A phrase that names nobody gives None: an abstract subject is no actor.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.extraction.signals.clauses import Phrase
from agents.extraction.signals.sentence import Sentence
from agents.records import Entity, Party


@dataclass(slots=True)
class Memory:
    """Who acted last, for pronouns: kept from sentence to sentence of one text."""

    last: Party | None = None


def parties(s: Sentence, phrase: Phrase | None, memory: Memory) -> list[Party]:
    """Everybody a phrase names, in order; a pronoun gives who acted last."""
    if phrase is None:
        return []
    first, last = phrase
    if s.tags[first] in "Rr" and first == last:
        return _pronoun(s, first, memory)
    members = [p for part in _members(s, first, last) if (p := _party(s, *part)) is not None]
    return members


def _pronoun(s: Sentence, i: int, memory: Memory) -> list[Party]:
    if s.words[i] in ("i", "we", "you", "us", "me") or memory.last is None:
        return []
    who = memory.last
    return [who]


def _members(s: Sentence, first: int, last: int) -> list[Phrase]:
    """Cut "France, Germany and the EU" into its members; "trade and foreign ministers" stays whole."""
    cuts = [
        k
        for k in range(first + 1, last)
        if s.tags[k] in "C,"
        and _names_somebody(s, first, k - 1)
        and (s.tags[k + 1] in "EDC" or _names_somebody(s, k + 1, last))
    ]
    edges = [first - 1, *cuts, last + 1]
    return [(a + 1, b - 1) for a, b in zip(edges, edges[1:], strict=False) if a + 1 <= b - 1]


def _names_somebody(s: Sentence, first: int, last: int) -> bool:
    return any(s.tags[k] == "E" and _acts(s.entities[s.owner[k]]) for k in range(first, last + 1)) or _agent(s, first, last) is not None


def _party(s: Sentence, first: int, last: int) -> Party | None:
    while first < last and s.tags[first] in "DC,A\"":
        first += 1
    cut = _first_preposition(s, first, last)
    named = _entities(s, first, cut)
    agent = _agent(s, first, cut)
    if agent is None and not named:
        return None
    whole = last if agent is not None and (cut == last or s.words[cut + 1] in ("of", "from")) else cut
    entity = _main(named)
    if entity is None or (agent is not None and s.owner[agent] < 0 and entity.type != "PER"):
        behind = _main(_entities(s, cut + 1, whole)) if whole > cut else None
        return _group(s, first, whole, entity or behind)
    return Party(
        text=entity.text,
        start=entity.start,
        end=entity.end,
        name=entity.name or entity.text,
        actor_id=entity.actor_id,
        person_id=entity.person_id,
    )


def _group(s: Sentence, first: int, last: int, owner: Entity | None) -> Party:
    """A group without a name of its own ("US officials", "protesters in Minsk")."""
    text = s.text(first, last)
    state = owner.actor_id if owner is not None else None
    return Party(text=text, start=s.starts[first], end=s.ends[last], name=text, actor_id=state)


def _first_preposition(s: Sentence, first: int, last: int) -> int:
    for k in range(first + 1, last + 1):
        if s.tags[k] == "P":
            return k - 1
    return last


def _entities(s: Sentence, first: int, last: int) -> list[Entity]:
    indexes = dict.fromkeys(s.owner[k] for k in range(first, last + 1) if s.owner[k] >= 0)
    return [e for i in indexes if _acts(e := s.entities[i])]


def _acts(entity: Entity) -> bool:
    return bool(entity.ids) or entity.type in ("PER", "ORG")


def _main(named: list[Entity]) -> Entity | None:
    """A person before an office, a name before an adjective, else the last."""
    people = [e for e in named if e.type == "PER"]
    if people:
        return people[-1]
    plain = [e for e in named if e.subtype != "demonym"]
    return (plain or named or [None])[-1]


def _agent(s: Sentence, first: int, last: int) -> int | None:
    """The token of a word for people or institutions ("troops", "court"), if the phrase has one."""
    for k in range(last, first - 1, -1):
        if s.term_at(k, "agents") is not None:
            return k
    return None
