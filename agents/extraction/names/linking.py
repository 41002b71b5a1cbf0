"""Turns settled candidates into entities: whom each stands for on the day, and in what sense.

Called by `entities`.  A wrong link poisons a state table, so it abstains when unsure.  Groups named by
common nouns ("Russian officials") come after it, in `nominals`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from agents.extraction import people
from agents.extraction.names import bodies, offices, senses
from agents.extraction.names.candidates import Candidate
from agents.extraction.text import Text
from agents.lexicon.names import Known, Names, Office
from agents.lexicon.people import Person
from agents.records import Entity, Sense

_SCORES = {3: 0.95, 2: 0.8, 1: 0.6, 0: 0.3}
_STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
_LIST = re.compile(r",? (?:and |or )?|, ")
_ITS = re.compile(r"\b([Ii]ts|[Tt]heir) $")
_SEAT = re.compile(r"(?: [a-z]+){0,2} in |[Ii]n [A-Z][\w ’'-]*, the ")  # what parts a body and its capital
_DOUBLE = frozenset({"state", "capital", "metonym"})
_OWNERS = _STATE_KINDS | {"organisation", "company"}
_PLACED = _STATE_KINDS | {"city", "place", "people"}
_NO_STATE = offices.STATELESS | {""}
_NO_ENTITY = Entity(start=0, end=0, text="", type="MISC")
_LAST_WORD = re.compile(r"[\w-]+$")
_UNKNOWN: dict[str, Sense] = {"LOC": "place"}
_SENSES: dict[str, Sense] = {"event": "other", "weapon": "other", "people": "other", "city": "place", "place": "place"}


class Linked(Struct, frozen=True, gc=False):
    """An entity, and the title its person bears in this text, if any ("foreign minister")."""

    entity: Entity
    title: str
    state: str = ""  # of a state, its people or its capital, whatever the sense


class _Person(Struct, frozen=True, gc=False):
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
        self.owners = {c.end: owner for c in candidates if (owner := names.acting(_owner(c.means), day)) is not None}
        self.ministries: dict[str, set[str]] = {}

    def all(self) -> list[Linked]:
        made: list[Linked] = []
        last = _NO_ENTITY
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
        owner = self.owner_before(titled.start) if titled.office.unit else ""
        said = _by_title(titled, owner)
        person = self.known_person(candidate)
        if person is None and titled.office.unit:
            person = self.titled_person(candidate.text, titled.office, owner)
        if person is not None:
            return self.in_office(person, titled, said)
        if candidate.full is not None and said is None:
            return self.resolve(candidate.full)
        return _Person(None, said, candidate.text, titled.office.name)

    def titled_person(self, name: str, office: Office, owner: str) -> Person | None:
        if " " in name:
            return offices.by_near_name(name, office, self.day, self.names)
        return offices.by_surname(name, office, owner.split(":", maxsplit=1)[0], self.day, self.names)

    def in_office(self, person: Person, titled: offices.Titled, said: str | None) -> _Person:
        """Say what a known person acts for; a title in the text goes before the table, which ages."""
        if titled.former:
            return _Person(person.id, offices.former(person), person.name, "")
        role = offices.role_on(person, self.day, titled.office, said)
        if said is not None and (role is None or ":GOV:" in said):
            return _Person(person.id, said, person.name, titled.office.name)
        if role is None:
            return _Person(person.id, None, person.name, "")
        return _Person(person.id, role.actor_id, person.name, role.title)

    def known_person(self, candidate: Candidate) -> Person | None:
        persons = [m for m in candidate.meanings if m.kind == "person"]
        return self.names.persons[persons[0].id] if len(persons) == 1 else None

    def owner_before(self, start: int) -> str:
        """Give the state or organisation named right before a title: `Russia's `, `NATO `, `Iranian deputy `."""
        at = start
        for _ in range(4):
            at -= 3 if self.body[max(0, at - 3) : at] in ("'s ", "’s ") else 1
            owner = self.owners.get(at, "")
            word = _LAST_WORD.search(self.body, max(0, at - 16), at)
            if owner or word is None or word[0].lower() not in self.names.shapes["nominal.modifiers"]:
                return owner
            at = word.start()
        return ""

    def thing(self, candidate: Candidate, last: Entity) -> Linked:
        whole = candidate.full or candidate
        known = candidate.known
        if known is None:
            return self.unknown(candidate, whole)
        sense = self.sense(candidate, known, last)
        actor_id = self.names.acting(known.actor_id, self.day) if sense == "actor" else None
        place_id = known.place_id if sense == "place" or known.kind == "state" else None
        state = known.state if known.kind in _PLACED else ""
        return Linked(self.make(candidate, known.name, None, actor_id, place_id, sense), "", state)

    def unknown(self, candidate: Candidate, whole: Candidate) -> Linked:
        if candidate.type != "ORG":
            return Linked(self.make(candidate, whole.text, None, None, None, _UNKNOWN.get(candidate.type, "other")), "")
        owner = self.owner_before(whole.start) if whole.text.lower() in self.names.bodies else ""
        name, actor = bodies.of_state(whole, self.body, owner, self.names)
        if actor is not None:
            self.ministries.setdefault(name, set()).add(actor)
        return Linked(self.make(candidate, whole.text, None, actor, None, "actor"), "")

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
                whose = structs.replace(entity, actor_id=next(iter(actors)), sense="actor", rule="body elsewhere")
                made[k] = structs.replace(made[k], entity=whose)
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

    def sense(self, candidate: Candidate, known: Known, last: Entity) -> Sense:
        """Decide between actor and place where the name may be both."""
        if known.kind not in _DOUBLE and known.subtype != "parliament":
            return _SENSES.get(known.kind, "actor")
        if self.is_dateline(candidate, known) or self.continues_places(candidate, known, last):
            return "place"
        words = senses.around(self.body, candidate.start, candidate.end)
        if known.kind == "state":
            modifies = any(meaning.kind == "adjective" for meaning in candidate.meanings)
            return senses.of_state(words, self.names, modifies=modifies)
        return (senses.of_capital if known.kind == "capital" else senses.of_seat)(words, self.names)

    def is_dateline(self, candidate: Candidate, known: Known) -> bool:
        opens = candidate.type == "LOC" and known.kind != "state" and candidate.start in self.openings
        return opens and senses.is_dateline(self.body, candidate.end)

    def continues_places(self, candidate: Candidate, known: Known, last: Entity) -> bool:
        """Tell whether a name goes on a list of places: "in Paris, France"; "in Moscow and Kyiv"."""
        if last.type != "LOC" or last.sense != "place" or _LIST.fullmatch(self.body, last.end, candidate.start) is None:
            return False
        if known.kind != "state" or last.subtype != "capital" or last.state in ("", known.state):
            return True
        after = self.body[candidate.end : candidate.end + 4]  # "In Lima, Chile said", but "to Lima, Chile and Peru"
        return self.body[last.end : candidate.start] != ", " or after == " and" or not after[1:2].islower()

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


def _owner(known: Known) -> str | None:
    """Give the actor that a title after a name would belong to: a state, or an organisation."""
    if known.kind in _STATE_KINDS and known.state.isupper():
        return known.state
    return known.actor_id if known.kind in _OWNERS else None


def _by_title(titled: offices.Titled, owner: str) -> str | None:
    """Give the actor that a title with its owner names: `RUS` and "foreign minister" make `RUS:GOV:mfa`."""
    if len(owner) == 3:
        return f"{owner}:{'ELI' if titled.former else titled.office.unit}"
    return None if titled.former or not owner else owner


def _home(candidate: Candidate, actor_id: str | None) -> str:
    """Give the state a name belongs to: that of its actor, else the one the lexicon says."""
    root = (actor_id or "").split(":")[0]
    return candidate.means.state[:3] if root in _NO_STATE else root
