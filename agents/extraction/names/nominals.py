"""Groups named by common nouns: "Russian officials", "the Trump administration", "authorities in Chile".

Called by `entities` last.  It widens linked entities to whole groups and ties a person to the office named
beside.  Without a state, an organisation or a leader in the group it makes none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from msgspec import structs

from agents.extraction import people
from agents.extraction.names import offices, phrases
from agents.extraction.names.candidates import apart
from agents.extraction.names.linking import Linked
from agents.extraction.names.phrases import NO_BODY, Body
from agents.lexicon.names import Names, Office
from agents.records import Entity

_LOCAL_UNITS = frozenset({"REB", "CVL", "REF", "CRM", "PRM"})  # what a region or a town may have of its own
_INSIDE_UNITS = _LOCAL_UNITS | {"GOV", "COP", "OPP", "PTY", "JUD", "LEG", "EDU"}  # troops in Syria may be anybody's
_NOT_OF_BODIES = frozenset({"CVL", "REF", "EDU", "BUS", "SOC", "AGR", "LAB", "CRM"})  # "UN refugees" are not the UN
_HEADS_OF_PEOPLES = frozenset({"leader", "leaders", "politicians", "elders", "forces", "fighters", "king", "chief"})
_OF_PEOPLES = {"GOV": "ELI", "PTY": "ELI", "LEG": "ELI", "MIL": "REB"}  # a people without a state has no government
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|dozens? of|hundreds of|thousands of|many|some|several|young"
_QUANTITY = re.compile(rf"(?:\d|\b(?:{_NUMBER}) )[\w,. ]{{0,12}}$")
_SUFFERING = re.compile(r" (?:living|residing|fleeing|stranded|trapped|detained|killed|wounded|displaced|deported)\b")
_LIVING_IN = re.compile(r" (?:(?:living|residing) )?in (?:(?:north|south|east|west|central)(?:ern)? )?")
_UNKNOWN = "capitals only"  # a name of no known kind, as `document` calls it
_CALLINGS = frozenset({"REL", "MED", "JRN", "BUS", "EDU", "LAB", "AGR", "SOC"})  # of those who come from a town
_GROW_NOT = frozenset({"metonym", "people"})
_IRREGULAR = frozenset({"REB", "OPP", "PRM"})
_APOSTROPHES = frozenset("'’")
_NOBODY = Entity(start=-2, end=-2, text="", type="MISC")
_APPOSITION = re.compile(r", ?(?:the |a |an |and )?$")


def group(body: str, linked: Sequence[Linked], names: Names, day: str) -> list[Entity]:
    """Give the entities with groups in place of the names inside them, and the definite offices that resolve."""
    return _Grouper(body, linked, names, day).all()


class _Grouper:
    def __init__(self, body: str, linked: Sequence[Linked], names: Names, day: str) -> None:
        self.body = body
        self.names = names
        self.day = day
        self.entities = [*(item.entity for item in linked), _NOBODY]  # who stands after the last, and before the first
        self.titles = [*(item.title for item in linked), ""]
        self.states = [*(item.state for item in linked), ""]

    def all(self) -> list[Entity]:
        made = [_NOBODY]
        for i in range(len(self.entities) - 2, -1, -1):  # from the right: "Hungarian and Romanian officials"
            beside = self.entities[i + 1]
            grown = self.grown(i, made[-1])
            if made[-1] is beside:
                made[-1] = self.entities[i + 1]  # it may have got an office from the group before it
            made.append(grown)
        titled = [(e, title) for e, title in zip(self.entities, self.titles, strict=True) if e.type == "PER" and title]
        return apart([*made[1:], *people.in_office(self.body, titled)])

    def grown(self, i: int, following: Entity) -> Entity:
        """Widen one entity to its group, when common nouns beside it make one."""
        entity, state = self.entities[i], self.states[i]
        body = self.body_after(i) if state or entity.actor_id is not None else NO_BODY
        if entity.type == "PER":
            return self.led(i, body)
        if self.is_minority(entity, following):
            return structs.replace(entity, actor_id=f"{following.state}:CVL", sense="actor", rule="nominal:people")
        if (actor := self.actor(i, state, body.office)) is not None:
            return self.widened(i, self.of_today(actor, body.start, entity.text), body)
        if not state or entity.subtype in _GROW_NOT:
            return entity
        return self.people(entity, state, following) if entity.subtype == "demonym" else self.of(i, state)

    def body_after(self, i: int) -> Body:
        known = (e.start for e in self.entities[i + 1 : i + 3] if e.ids or e.type == "PER")
        return phrases.after(self.body, self.entities[i].end, next(known, len(self.body)), self.names)

    def actor(self, i: int, state: str, office: Office) -> str | None:
        """Say for whom a body after a name acts: the state whose name, people or capital it is, or the organisation."""
        entity, unit = self.entities[i], office.unit
        only_place = entity.sense == "place" and entity.subtype != "state"
        if not unit or (only_place and unit not in _LOCAL_UNITS):
            return None
        if entity.subtype == "people":
            whole = unit not in _OF_PEOPLES or office.name in _HEADS_OF_PEOPLES
            return f"{state}:{_OF_PEOPLES.get(unit, unit)}" if whole else None
        if state and entity.subtype != "metonym":
            return f"{state}:{unit}"
        return entity.actor_id if unit not in _NOT_OF_BODIES else None

    def of_today(self, actor: str, start: int, between: str) -> str:
        """Give the actor of a body that begins at `start`: who was in office once does not act for his state."""
        state, _, unit = actor.partition(":")
        past = unit.split(":")[0] in _OFFICIAL and offices.is_past(self.body, start, between, self.names)
        return f"{state}:ELI" if past else actor

    def people(self, entity: Entity, state: str, following: Entity) -> Entity:
        """Read a people's name alone: its share in a list of groups, some of its people, or the state."""
        if following.subtype == "nominal" and self.body[entity.end : following.start] in (" and ", ", ", " or "):
            unit = str(following.actor_id).partition(":")[2]
            return structs.replace(entity, actor_id=f"{state}:{unit}".rstrip(":"))
        if self.is_crowd(entity, following):
            return structs.replace(entity, actor_id=f"{state}:CVL", rule="nominal:people")
        return entity

    def is_crowd(self, entity: Entity, following: Entity) -> bool:
        """Tell whether a people's name means some of its people: `168 Liberians`, `Iraqi Kurds`."""
        if following.start - entity.end == 1 and following.type == "MISC":
            return following.text.endswith("s")
        counted = _QUANTITY.search(self.body, max(0, entity.start - 24), entity.start)
        return entity.text.endswith("s") and bool(counted or _SUFFERING.match(self.body, entity.end))

    def is_minority(self, entity: Entity, following: Entity) -> bool:
        """Tell whether people live in a state that is not theirs: `ethnic Albanians in southern Serbia`."""
        if following.subtype != "state" or not (entity.rule == "ethnic" or entity.subtype == "people"):
            return False
        return _LIVING_IN.fullmatch(self.body, entity.end, following.start) is not None

    def widened(self, i: int, actor: str, body: Body) -> Entity:
        entity = self.entities[i]
        if not body.single:
            return self.nominal(i, entity.start, body.end, actor, "nominal:body")
        if self.entities[i + 1].type == "PER":
            gap = self.body[body.end : self.entities[i + 1].start]
            if gap in (" ", ", "):
                self.name(i + 1, actor, body.office)
            if gap == " ":
                return entity if entity.type == "ORG" else structs.replace(entity, actor_id=actor)
        made = self.nominal(i, entity.start, body.end, actor, "nominal:office")
        return _as_person(made, self.who(i, actor, body))

    def name(self, i: int, actor: str, office: Office) -> None:
        """Give a person named beside an office that office, unless something better is known."""
        person = self.entities[i]
        if not person.ids:
            self.entities[i] = structs.replace(
                person, type="PER", actor_id=actor, sense="actor", rule="nominal:apposition"
            )
            self.titles[i] = office.name

    def who(self, i: int, actor: str, body: Body) -> Entity | None:
        """Find the person an office means: named right before it, or last named with it, or its holder on the day."""
        before, start = self.entities[i - 1], self.entities[i].start
        closed = before.rule == _UNKNOWN and self.body[body.end : body.end + 1] in (",", ".", ";")
        if (before.type == "PER" or closed) and _APPOSITION.fullmatch(self.body[before.end : start]):
            self.name(i - 1, actor, body.office)
            return self.entities[i - 1]
        named = self.named.get((actor, body.office.name), ())
        if last := bisect_left(named, i):
            return self.entities[named[last - 1]]
        held = offices.holder(actor, body.office.name, self.day, self.names)
        return structs.replace(self.entities[i], person_id=held.id, name=held.name) if held is not None else None

    @cached_property
    def named(self) -> dict[tuple[str, str], list[int]]:
        """The places of the persons that the text gives an office, by actor and office."""
        found: dict[tuple[str, str], list[int]] = {}
        for k, (entity, title) in enumerate(zip(self.entities, self.titles, strict=True)):
            if entity.type == "PER" and entity.actor_id is not None:
                found.setdefault((entity.actor_id, title), []).append(k)
        return found

    def led(self, i: int, body: Body) -> Entity:
        """Read `the Trump administration`, `Putin's envoy`, `Haftar's forces`: bodies of the state somebody serves."""
        entity, unit = self.entities[i], body.office.unit
        state, _, sector = entity.acts_for.partition(":")
        if body.office.name in self.names.shapes["nominal.led"]:
            fits = sector.startswith("GOV")
        else:
            fits = sector != "" and self.body[entity.end : entity.end + 1] in _APOSTROPHES
        if not unit or not fits:
            return entity
        irregular = sector[:3] in _IRREGULAR
        return self.widened(i, f"{state}:{sector if irregular else unit}", body)

    def of(self, i: int, state: str) -> Entity:
        """Read `the president of Armenia`, `authorities in Russia`, `rebels in Darfur`: the body before the name."""
        entity, before = self.entities[i], self.entities[i - 1]
        body = phrases.before(self.body, entity.start, self.names)
        if not self.fits(i, body) or (body.single and body.preposition == "in" and not self.sits_in(body)):
            return entity
        owned = before.end >= body.start - 1 and self.owns(i - 1, body)  # "US troops in Syria" are not Syria's
        inner = self.body[entity.end : entity.end + 1] in _APOSTROPHES  # "the speaker of Iran's parliament"
        if owned or inner:
            return entity
        actor = self.of_today(f"{state}:{body.office.unit}", body.start, "")
        made = self.nominal(i, body.start, entity.end, actor, "nominal:of")
        return _as_person(made, None) if body.single else made

    def sits_in(self, body: Body) -> bool:
        """Tell "a ministry spokesman in Nairobi", who is of those who govern there, from an envoy and an embassy."""
        last = body.office.name.rpartition(" ")[2]
        return body.preposition == "in" and last in self.names.shapes["nominal.seated"]

    def owns(self, i: int, body: Body) -> bool:
        """Tell whether a body may be an entity's own: no faith's, nor the name itself ("the Foreign Ministry in")."""
        entity = self.entities[i]
        if entity.start >= body.start and not entity.ids:
            return False
        return entity.subtype != "people" or bool(self.states[i])

    def fits(self, i: int, body: Body) -> bool:
        """Tell whether a body beside a place is the state's: of a state all; inside it authorities and people."""
        unit, subtype = body.office.unit, self.entities[i].subtype
        if not unit:
            return False
        is_state = subtype == "state"
        if not is_state and subtype != "capital":
            return unit in _LOCAL_UNITS or (body.preposition == "from" and unit in _CALLINGS)
        if body.preposition in ("of", "for"):
            return is_state
        if is_state or unit in _LOCAL_UNITS:
            return unit in _INSIDE_UNITS
        name = body.office.name
        seated = self.sits_in(body) if body.single else name not in self.names.shapes["nominal.abroad"]
        return seated and (unit.startswith("GOV") or name.startswith("state "))  # "state television in Tehran"

    def nominal(self, i: int, start: int, end: int, actor: str, rule: str) -> Entity:
        entity = self.entities[i]
        text = self.body[start:end]
        return Entity(
            start=start,
            end=end,
            text=text,
            type="ORG",
            subtype="nominal",
            name=text,
            actor_id=actor,
            sense="actor",
            rule=rule,
            score=0.85,
            inner=(entity.start, entity.end),
            inner_type=entity.type,
            state=self.states[i][:3] or entity.state,
        )


def _as_person(made: Entity, person: Entity | None) -> Entity:
    """Make a group of one: the office of a person, who may be known."""
    if person is None:
        return structs.replace(made, type="PER")
    return structs.replace(made, type="PER", person_id=person.person_id, name=person.name)
