"""Turns settled candidates into entities: whom each stands for on the day, and in what sense.

Called by `entities`.  A wrong link poisons a state table, so it abstains when unsure.  Groups named by
common nouns ("Russian officials") come after it, in `nominals`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from agents.extraction import people
from agents.extraction.names import bodies, offices, senses
from agents.extraction.names.candidates import Candidate
from agents.extraction.text import Text
from agents.lexicon.names import Known, Names
from agents.lexicon.people import Person
from agents.records import Entity, Sense

_SCORES = {3: 0.95, 2: 0.8, 1: 0.6, 0: 0.3}
_STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
_LIST = re.compile(r",? (?:and |or )?|, ")
_ITS = re.compile(r"\b([Ii]ts|[Tt]heir) $")
_SEAT = re.compile(r"(?: [a-z]+){0,2} in |[Ii]n [A-Z][\w ’'-]*, the ")  # what parts a body and its capital
_DOUBLE = frozenset({"state", "capital", "metonym"})
_SENSES: dict[str, Sense] = {"event": "other", "weapon": "other", "people": "other", "city": "place", "place": "place"}


class Linked(NamedTuple):
    """An entity, and the title its person bears in this text, if any ("foreign minister")."""

    entity: Entity
    title: str
    state: str = ""  # of a state, its people or its capital, whatever the sense


class _Person(NamedTuple):
    person_id: str | None
    actor_id: str | None
    name: str
    title: str


def link(text: Text, candidates: Sequence[Candidate], names: Names, day: str) -> list[Linked]:
    """Make entities in order; `day` (`YYYY-MM-DD` or empty) decides who held an office."""
    return _Linker(text, candidates, names, day).all()


class _Linker:
    def __init__(self, text: Text, candidates: Sequence[Candidate], names: Names, day: str) -> None:
        self.text = text
        self.body = text.body
        self.openings = frozenset(start for start, _ in text.paragraphs)  # where a city may be a dateline
        self.candidates = candidates
        self.names = names
        self.day = day
        self.people: dict[int, _Person] = {}
        self.former: set[str] = set()
        self.owners = {c.end: owner for c in candidates if (owner := names.acting(_owner(c), day)) is not None}
        self.ministries: dict[str, set[str]] = {}

    def all(self) -> list[Linked]:
        made: list[Linked] = []
        last: Entity | None = None
        for candidate in self.candidates:
            linked = self.person(candidate) if candidate.type == "PER" else self.thing(candidate, last)
            made.append(linked)
            last = linked.entity
        return self.completed(made)

    def person(self, candidate: Candidate) -> Linked:
        who = self.resolve(candidate)
        return Linked(self.make(candidate, who.name, who.person_id, who.actor_id, None, "actor"), who.title)

    def resolve(self, candidate: Candidate) -> _Person:
        """Say who a person is: by the own title, else by the lexicon, else by the fuller name in the document."""
        found = self.people.get(id(candidate))
        if found is None:
            self.people[id(candidate)] = _Person(None, None, candidate.text, "")  # a name tied to itself ends here
            found = self.people[id(candidate)] = self.identify(candidate)
        return found

    def identify(self, candidate: Candidate) -> _Person:
        titled = offices.title_before(self.body, candidate.start, self.names)
        owner = self.owner_before(titled.start) if titled is not None else None
        said = _by_title(titled, owner)
        person = self.known_person(candidate)
        if person is None and titled is not None and titled.office.unit and " " not in candidate.text:
            state = owner.split(":", 1)[0] if owner else None
            person = offices.by_surname(candidate.text, titled.office, state, self.day, self.names)
        elif person is None and titled is not None and titled.office.unit:
            person = offices.by_near_name(candidate.text, titled.office, self.day, self.names)
        if person is not None:
            return self.in_office(person, titled, said)
        fuller = self.resolve(candidate.full) if candidate.full is not None else None
        if fuller is not None and (said is None or fuller.actor_id is not None):
            return fuller
        title = titled.office.name if titled is not None else ""
        if fuller is not None:
            return _Person(fuller.person_id, said, fuller.name, title)
        return _Person(None, said, candidate.text, title)

    def in_office(self, person: Person, titled: offices.Titled | None, said: str | None) -> _Person:
        """Say what a known person acts for; a title in the text goes before the table, which ages."""
        if titled is not None and titled.former:
            return _Person(person.id, offices.former(person), person.name, "")
        role = offices.role_on(person, self.day, titled.office if titled is not None else None, said)
        if titled is not None and said is not None and (role is None or (":GOV:" in said and role.actor_id != said)):
            return _Person(person.id, said, person.name, titled.office.name)
        return _Person(person.id, role.actor_id if role else None, person.name, role.title if role else "")

    def known_person(self, candidate: Candidate) -> Person | None:
        persons = [m for m in candidate.meanings if m.kind == "person"]
        return self.names.persons[persons[0].id] if len(persons) == 1 else None

    def owner_before(self, start: int) -> str | None:
        """Give the state or organisation named right before a title: `Russia's `, `NATO `, `Iranian deputy `."""
        at = start
        for _ in range(4):
            gap = self.body[max(0, at - 3) : at]
            at -= 3 if gap in ("'s ", "’s ") else 2 if gap[1:] in ("' ", "’ ") else 1
            owner = self.owners.get(at)
            if owner is not None:
                return owner
            word = re.search(r"[\w-]+$", self.body[max(0, at - 16) : at])
            if word is None:
                return None
            w = word.group().lower()
            if w not in self.names.shapes["nominal.modifiers"] and w not in self.names.shapes["nominal.former"]:
                return None
            at -= len(w)
        return None

    def thing(self, candidate: Candidate, last: Entity | None) -> Linked:
        known = candidate.known or (candidate.full.known if candidate.full is not None else None)
        if known is None or known.weak:
            return self.unknown(candidate)
        sense = self.sense(candidate, known, last)
        actor_id = self.names.acting(known.actor_id, self.day) if sense == "actor" else None
        place_id = known.place_id if sense == "place" or known.kind == "state" else None
        state = known.state if known.kind in _STATE_KINDS or known.kind in ("city", "place", "people") else ""
        return Linked(self.make(candidate, known.name, None, actor_id, place_id, sense), "", state)

    def unknown(self, candidate: Candidate) -> Linked:
        name = candidate.full.text if candidate.full is not None else candidate.text
        if candidate.type != "ORG":
            return Linked(
                self.make(candidate, name, None, None, None, "place" if candidate.type == "LOC" else "other"), ""
            )
        whole = candidate.full or candidate
        owner = self.owner_before(whole.start) if whole.text.lower() in self.names.bodies else None
        found = bodies.of_state(whole, self.body, owner, self.names)
        actor = found[1] if found is not None else None
        if found is not None:
            self.ministries.setdefault(found[0], set()).add(found[1])
        return Linked(self.make(candidate, name, None, actor, None, "actor"), "")

    def completed(self, made: list[Linked]) -> list[Linked]:
        """Give a bare `Foreign Ministry` the state that its sentence says, else the one whose the document names."""
        entities = [linked.entity for linked in made]
        for k, entity in enumerate(entities):
            office = self.names.bodies.get(entity.text.lower())
            if office is None or entity.actor_id is not None or office.name in self.names.shapes["nominal.abroad"]:
                continue
            state = self.state_beside(k, entities)
            actors = {f"{state}:{office.unit}"} if state else self.ministries.get(office.name, set())
            if len(actors) == 1:
                rule = "body beside" if state else "same body elsewhere"
                made[k] = made[k]._replace(entity=_with_actor(entity, next(iter(actors)), rule))
        return made

    def state_beside(self, k: int, entities: list[Entity]) -> str:
        """Say whose a body is: `its Foreign Ministry`, `Foreign Ministry officials in Lima`, `In Lima, the`."""
        body, start, end = self.body, entities[k].start, entities[k].end
        if its := _ITS.search(body, max(0, start - 7), start):
            owner = people.antecedent(its[1], start, entities[:k], self.text)
            return owner.state if owner is not None else ""
        beside = [(e, body[max(0, e.start - 3) : start]) for e in entities[k - 1 : k]]
        beside += [(e, body[end : e.start]) for e in entities[k + 1 : k + 2]]
        return next((e.state for e, gap in beside if e.subtype == "capital" and _SEAT.fullmatch(gap)), "")

    def sense(self, candidate: Candidate, known: Known, last: Entity | None) -> Sense:
        """Decide between actor and place where the name may be both."""
        if known.kind not in _DOUBLE and known.subtype != "parliament":
            return _SENSES.get(known.kind, "actor")
        if self.is_dateline(candidate, known) or self.continues_places(candidate, last):
            return "place"
        words = senses.around(self.body, candidate.start, candidate.end)
        if known.kind == "state":
            modifies = any(meaning.kind == "adjective" for meaning in candidate.meanings)
            return senses.of_state(words, self.names, modifies=modifies)
        return (senses.of_capital if known.kind == "capital" else senses.of_seat)(words, self.names)

    def is_dateline(self, candidate: Candidate, known: Known) -> bool:
        opens = candidate.type == "LOC" and known.kind != "state" and candidate.start in self.openings
        return opens and senses.is_dateline(self.body, candidate.end)

    def continues_places(self, candidate: Candidate, last: Entity | None) -> bool:
        """Tell whether a name goes on a list of places: "in Paris, France"; "in Moscow and Kyiv"."""
        if last is None or last.type != "LOC" or last.sense != "place":
            return False
        return _LIST.fullmatch(self.body, last.end, candidate.start) is not None

    def make(
        self, candidate: Candidate, name: str, person: str | None, actor: str | None, place: str | None, sense: Sense
    ) -> Entity:
        return Entity(
            start=candidate.start,
            end=candidate.end,
            text=candidate.text,
            type=candidate.type,  # type: ignore[arg-type]  # every settled candidate has one of the four
            subtype=candidate.subtype,
            name=name,
            person_id=person,
            actor_id=actor,
            place_id=place,
            sense=sense,
            rule=candidate.rule,
            score=_SCORES[candidate.strength],
            state=_home(candidate, actor),
        )


def _owner(candidate: Candidate) -> str | None:
    """Give the actor that a title after this name would belong to: a state, or an organisation."""
    known = candidate.known
    if known is None or known.weak:
        return None
    if known.kind in _STATE_KINDS:
        return known.state if known.state.isupper() else known.actor_id
    return known.actor_id if known.kind in ("organisation", "company") else None


def _by_title(titled: offices.Titled | None, owner: str | None) -> str | None:
    """Give the actor that a title with its owner names: `RUS` and "foreign minister" make `RUS:GOV:mfa`."""
    if titled is None or owner is None or not titled.office.unit:
        return None
    if len(owner) == 3 and owner.isupper():
        return f"{owner}:{'ELI' if titled.former else titled.office.unit}"
    return None if titled.former else owner


def _home(candidate: Candidate, actor_id: str | None) -> str:
    """Give the state a name belongs to: that of its actor, else the one the lexicon says."""
    if (
        actor_id is not None
        and actor_id[3:4] in ("", ":")
        and actor_id[:3].isupper()
        and actor_id[:3] not in offices.STATELESS
    ):
        return actor_id[:3]
    return candidate.known.state[:3] if candidate.known is not None else ""


def _with_actor(entity: Entity, actor_id: str, rule: str) -> Entity:
    return structs.replace(entity, actor_id=actor_id, sense="actor", rule=rule)
