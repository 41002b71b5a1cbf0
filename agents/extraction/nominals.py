"""Groups and offices named by common nouns: "Russian officials", "the Trump administration", "the minister".

Called by `entities` last.  It widens linked entities to whole groups, ties a person to the office named
beside, and resolves "the minister" to the last one named.  Without a state or a person nearby it abstains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from agents.extraction import roles
from agents.extraction.linking import Linked
from agents.lexicon.names import Names, Office
from agents.records import Entity

_WORD = re.compile(r"[A-Za-z][\w-]*(?:['’](?!s\b)\w+)?")
_BODY_WORD = re.compile(r"(?:['’]s?)? ([A-Za-z][\w-]*(?:['’](?!s\b)\w+)?)")
_WINDOW = 80
_MOST_MODIFIERS = 3
_LONGEST_BODY = 4
_OF = re.compile(r"((?:[A-Za-z-]+ ){0,3}[A-Za-z-]+) (of|in|for|throughout|across|from|inside) (?:the )?$")
_DEFINITE = re.compile(
    r"\b[Tt]he ((?:(?:prime|foreign|defen[cs]e|finance|interior) )?(?:minister|secretary)|president|premier|chancellor|ambassador"
    r"|spokes(?:man|woman|person)|general|king|queen|envoy|secretary of state|secretary-general)\b(?!(?:['’]s)? ?(?:of|for|[A-Z]))"
)
_LOCAL_UNITS = frozenset({"REB", "CVL", "REF", "CRM", "PRM"})  # what a region or a town may have of its own
_INSIDE_UNITS = _LOCAL_UNITS | {"GOV", "COP", "OPP", "PTY", "JUD", "LEG", "EDU"}  # but troops in Syria may be anybody's
_NOT_OF_BODIES = frozenset({"CVL", "REF", "EDU", "BUS", "SOC", "AGR", "LAB", "CRM"})  # "UN refugees" are not the UN
_NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|dozens? of|hundreds of|thousands of|many|some|several|ordinary|young"
)
_QUANTITY = re.compile(rf"(?:\d|\b(?:{_NUMBER}) )[\w,. ]{{0,12}}$")
_SUFFERING = re.compile(r" (?:living|residing|fleeing|stranded|trapped|detained|killed|wounded|displaced|deported)\b")
_GOES_ON = re.compile(r"[\w’']+-|[A-Z]\w+s [A-Z]")  # "rebel-held"; "Afghan Girls Robotics Team"
_APPOSITION = re.compile(r",? ?(?:the |a |an |and )?$")


class _Body(NamedTuple):
    end: int
    office: Office
    single: bool  # one person: "president", not "officials"


def group(body: str, linked: Sequence[Linked], names: Names, day: str) -> list[Entity]:
    """Give the entities with groups in place of the names inside them, and the definite offices that resolve."""
    return _Grouper(body, linked, names, day).all()


class _Grouper:
    def __init__(self, body: str, linked: Sequence[Linked], names: Names, day: str) -> None:
        self.body = body
        self.names = names
        self.day = day
        self.entities = [item.entity for item in linked]
        self.titles = [item.title for item in linked]
        self.states = [item.state for item in linked]

    def all(self) -> list[Entity]:
        made: list[Entity] = []
        for i in range(len(self.entities) - 1, -1, -1):  # from the right: "Hungarian and Romanian officials"
            made.append(self.grown(i, made[-1] if made else None))
        made.reverse()
        return self.definite(_apart(made))

    def grown(self, i: int, following: Entity | None) -> Entity:
        """Widen one entity to its group, when common nouns beside it make one."""
        entity, state = self.entities[i], self.states[i]
        body = self.body_after(i) if state or entity.actor_id is not None else None
        if entity.type == "PER":
            return self.led(i, body)
        if body is not None and (not self.local(i) or body.office.unit in _LOCAL_UNITS):
            if state and entity.subtype != "metonym":
                return self.widened(i, f"{state}:{body.office.unit}", body)
            if entity.type == "ORG" and entity.actor_id is not None and body.office.unit not in _NOT_OF_BODIES:
                return self.widened(i, entity.actor_id, body)
        if not state or entity.subtype == "metonym":
            return entity
        if entity.subtype != "demonym":
            return self.of(i, state)
        if following is not None and following.subtype == "nominal" and following.inner and following.actor_id:
            if self.body[entity.end : following.start] in (" and ", ", ", " or "):
                unit = following.actor_id.partition(":")[2]
                return structs.replace(entity, actor_id=f"{state}:{unit}" if unit else state, rule="nominal:list")
        if self.is_crowd(entity, following):
            return structs.replace(entity, actor_id=f"{state}:CVL", rule="nominal:people")
        return entity

    def local(self, i: int) -> bool:
        """Tell whether a name is only a place here, whose bodies are not the state's; a state's always are."""
        return self.entities[i].sense == "place" and self.entities[i].subtype != "state"

    def is_crowd(self, entity: Entity, following: Entity | None) -> bool:
        """Tell whether a people's name means some of its people: `168 Liberians`, `Iraqi Kurds`."""
        if (
            following is not None
            and following.start - entity.end == 1
            and following.type == "MISC"
            and following.text.endswith("s")
        ):
            return True
        if not entity.text.endswith("s"):
            return False
        counted = _QUANTITY.search(self.body, max(0, entity.start - 24), entity.start)
        return counted is not None or _SUFFERING.match(self.body, entity.end) is not None

    def widened(self, i: int, actor: str, body: _Body) -> Entity:
        entity = self.entities[i]
        if not body.single:
            return self.nominal(entity, entity.start, body.end, actor, "ORG", None, "nominal:body")
        if i + 1 < len(self.entities) and self.entities[i + 1].type == "PER":
            gap = self.body[body.end : self.entities[i + 1].start]
            if gap in (" ", ", "):
                self.name(i + 1, actor, body.office)
            if gap == " ":
                return entity if entity.type == "ORG" else structs.replace(entity, actor_id=actor)
        return self.nominal(
            entity, entity.start, body.end, actor, "PER", self.who(i, actor, body.office), "nominal:office"
        )

    def name(self, i: int, actor: str, office: Office) -> None:
        """Give a person named beside an office that office, unless something better is known."""
        person = self.entities[i]
        if person.actor_id is None and person.person_id is None:
            self.entities[i] = structs.replace(person, actor_id=actor, rule="nominal:apposition")
            self.titles[i] = office.name

    def who(self, i: int, actor: str, office: Office) -> Entity | None:
        """Find the person an office means: named right before it, or last named with it, or its holder on the day."""
        for k in range(i - 1, -1, -1):
            person = self.entities[k]
            if person.type != "PER" or person.subtype == "nominal":
                continue
            if (
                k == i - 1
                and _APPOSITION.fullmatch(self.body[person.end : self.entities[i].start])
                and "," in self.body[person.end : person.end + 1]
            ):
                self.name(k, actor, office)
                return self.entities[k]
            if person.actor_id == actor and self.titles[k] == office.name:
                return person
        held = roles.holder(actor, frozenset({office.name}), self.day, self.names)
        if held is None:
            return None
        return structs.replace(self.entities[i], person_id=held.id, name=held.name, actor_id=actor)

    def body_after(self, i: int) -> _Body | None:
        """Read `'s senior military officials` after a name; the body is the longest phrase the lexicon has."""
        at = self.entities[i].end
        begin = _BODY_WORD.match(self.body, at)
        if begin is None or begin.group(1).lower() not in self.names.shapes["nominal.begin"]:
            return None
        known = (e.start for e in self.entities[i + 1 : i + 3] if e.actor_id or e.person_id or e.type == "PER")
        text = self.body[at : min(next(known, len(self.body)), at + _WINDOW)]
        skip = begin.start(1) - at
        words = []
        expected = skip
        for word in _WORD.finditer(text, skip):
            if word.start() != expected or len(words) > _MOST_MODIFIERS + _LONGEST_BODY:
                break
            words.append(word)
            expected = word.end() + 1
            if text[word.end() : word.end() + 1] != " ":
                break
        modifiers = self.names.shapes["nominal.modifiers"]
        for first in range(min(_MOST_MODIFIERS + 1, len(words))):
            for last in range(min(len(words), first + _LONGEST_BODY), first, -1):
                phrase = text[words[first].start() : words[last - 1].end()].lower()
                office = self.names.bodies.get(phrase)
                if office is not None and not _GOES_ON.match(text[words[last - 1].start() :]):
                    return _Body(at + words[last - 1].end(), office, phrase in self.names.titles)
            if words[first].group().lower() not in modifiers:
                return None
        return None

    def led(self, i: int, body: _Body | None) -> Entity:
        """Read `the Trump administration`, `Putin's envoy`, `Haftar's forces`: bodies of the state somebody serves."""
        entity = self.entities[i]
        state, _, sector = (entity.actor_id or "").partition(":")
        if body is None or len(state) != 3 or not state.isupper() or not sector:
            return entity
        government = body.office.name in self.names.shapes["nominal.led"]
        if government and not sector.startswith("GOV"):
            return entity
        if not government and self.body[entity.end : entity.end + 1] not in ("'", "’"):
            return entity
        irregular = sector[:3] in ("REB", "OPP", "PRM") and body.office.unit in ("MIL", "GOV")
        actor = entity.actor_id if irregular and entity.actor_id else f"{state}:{body.office.unit}"
        return self.widened(i, actor, body)

    def of(self, i: int, state: str) -> Entity:
        """Read `the president of Armenia`, `authorities in Russia`, `rebels in Darfur`: the body before the name."""
        entity = self.entities[i]
        before = _OF.search(self.body, max(0, entity.start - _WINDOW), entity.start)
        if before is None:
            return entity
        words = before.group(1).split()
        for first in range(len(words)):
            phrase = " ".join(words[first:]).lower()
            office = self.names.bodies.get(phrase)
            if office is None:
                continue
            single = phrase in self.names.titles
            if (single and before.group(2) == "in") or not self.fits(i, office, before.group(2)):
                return entity
            start = before.end(1) - len(" ".join(words[first:]))
            if i and self.entities[i - 1].end >= start - 1:  # "US troops in Syria" are not Syria's
                return entity
            kind = "PER" if single else "ORG"
            return self.nominal(entity, start, entity.end, f"{state}:{office.unit}", kind, None, "nominal:of")
        return entity

    def fits(self, i: int, office: Office, preposition: str) -> bool:
        """Tell whether a body beside a place is the state's: of a state all; in a state or its capital the authorities."""
        unit, subtype = office.unit, self.entities[i].subtype
        if subtype not in ("state", "capital"):
            return unit in _LOCAL_UNITS
        if preposition in ("of", "for"):
            return subtype == "state" or unit in _LOCAL_UNITS
        return unit in _INSIDE_UNITS if subtype == "state" else unit == "GOV" or unit in _LOCAL_UNITS

    def nominal(
        self, entity: Entity, start: int, end: int, actor: str, kind: str, person: Entity | None, rule: str
    ) -> Entity:
        text = self.body[start:end]
        return Entity(
            start=start,
            end=end,
            text=text,
            type="PER" if kind == "PER" else "ORG",
            subtype="nominal",
            name=person.name if person is not None else text,
            person_id=person.person_id if person is not None else None,
            actor_id=actor,
            sense="actor",
            rule=rule,
            score=0.85,
            inner=(entity.start, entity.end),
            inner_type=entity.type,
            state=actor[:3],
        )

    def definite(self, entities: list[Entity]) -> list[Entity]:
        """Add `the minister`, `the president` where the last person named with such a title is clear."""
        held = [(e.start, e, self.titles[i]) for i, e in enumerate(self.entities) if e.type == "PER" and self.titles[i]]
        if not held:
            return entities
        added = []
        for match in _DEFINITE.finditer(self.body):
            word = match.group(1).lower()
            person = next(
                (e for start, e, title in reversed(held) if start < match.start() and _same_office(title, word)), None
            )
            if person is None or (person.actor_id is None and person.person_id is None):
                continue
            added.append(
                structs.replace(
                    person,
                    start=match.start(1),
                    end=match.end(1),
                    text=match.group(1),
                    subtype="nominal",
                    rule="nominal:definite",
                    score=0.7,
                    inner=None,
                    inner_type=None,
                )  # fmt: skip
            )
        return _apart(sorted([*entities, *added], key=lambda e: (e.start, -e.end)))


def _same_office(title: str, word: str) -> bool:
    """Tell whether `the minister` may mean somebody called foreign minister: the last words are the same."""
    return title == word or title.endswith(" " + word)


def _apart(entities: list[Entity]) -> list[Entity]:
    """Drop what lies inside a group before it, so that no two overlap."""
    kept: list[Entity] = []
    for entity in entities:
        while (
            kept
            and entity.start < kept[-1].end
            and entity.subtype == "nominal"
            and entity.end >= kept[-1].end
            and entity.start <= kept[-1].start
        ):
            kept.pop()
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return kept
