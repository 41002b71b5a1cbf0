"""Turns phrases into parties: which name, group or pronoun a source or target stands for.

Called by compose.py.  A phrase that names nobody gives None: an abstract subject is no actor.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from msgspec.structs import replace

from agents.extraction.coreference import antecedent
from agents.extraction.signals.clauses import Phrase
from agents.extraction.signals.sentence import Sentence
from agents.extraction.text import Text
from agents.records import Entity, Party, Quote, Span


@dataclass(slots=True)
class Scene:
    """The text around a sentence: whom pronouns point to, and who speaks where."""

    text: Text
    entities: Sequence[Entity]
    quotes: Sequence[Quote]
    counterparts: dict[tuple[str, str], Party] = field(default_factory=dict)
    deeds: int = 0  # patterns that have held so far
    spoken: list[tuple[Span, Party]] = field(init=False)

    def __post_init__(self) -> None:
        """Arrange who speaks where; stretches between marks lie apart, and the first quote of one has it."""
        spoken: dict[Span, Party] = {}
        for quote in self.quotes:
            if quote.speaker is not None:
                for span in quote.verbatim:
                    spoken.setdefault(span, quote.speaker)
        self.spoken = sorted(spoken.items(), key=itemgetter(0))

    def speaker_at(self, offset: int) -> Party | None:
        """Who says the words at an offset, where they stand between quotation marks."""
        at = bisect_right(self.spoken, offset, key=lambda one: one[0][0])
        if not at:
            return None
        (_, end), speaker = self.spoken[at - 1]
        return speaker if offset < end else None


def parties(
    s: Sentence, phrase: Phrase | None, scene: Scene, *, acting: bool = False, other_than: Party | None = None
) -> list[Party]:
    """Everybody a phrase names, in order; a pronoun gives whom it stands for.

    Who is acting must head the phrase ("Russia", not "Russia's boxer"); one acted upon may stand anywhere in it.
    """
    if phrase is None:
        return []
    first, last = phrase
    if s.tags[first] in "Rr" and first == last:
        return _pronoun(s, first, scene, other_than)
    return [p for part in _members(s, first, last) if (p := _party(s, *part, acting, scene)) is not None]


def _pronoun(s: Sentence, i: int, scene: Scene, other_than: Party | None) -> list[Party]:
    start, end = s.starts[i], s.ends[i]
    if s.words[i] in ("i", "we", "us", "me"):
        who = scene.speaker_at(start)
        return [_at(who.text, start, end, who)] if who is not None else []
    entity = antecedent(
        s.words[i],
        start,
        scene.entities,
        scene.text,
        lambda e: other_than is None or not _is_same(e, other_than),
    )
    return [_at(entity.text, start, end, entity)] if entity is not None and _acts(entity) else []


def _is_same(entity: Entity, party: Party) -> bool:
    """Tell whether a name stands for a party: "him" is not the one who speaks of him."""
    return entity.name == party.name or (entity.person_id is not None and entity.person_id == party.person_id)


def _at(text: str, start: int, end: int, who: Entity | Party) -> Party:
    """Somebody named elsewhere, with the span of the word that stands for them here."""
    return Party(text=text, start=start, end=end, name=who.name or text, actor_id=who.actor_id, person_id=who.person_id)


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
    return [(a + 1, b - 1) for a, b in pairwise(edges) if a + 1 <= b - 1]


def _names_somebody(s: Sentence, first: int, last: int) -> bool:
    return (
        any(s.tags[k] == "E" and _acts(s.entities[s.owner[k]]) for k in range(first, last + 1))
        or _agent(s, first, last) is not None
    )


def _whose(s: Sentence, first: int, scene: Scene) -> Entity | None:
    """Whose "its minister" is, where a phrase begins with "its"."""
    if s.words[first - 1 : first] != ["its"]:
        return None
    entity = antecedent("it", s.starts[first - 1], scene.entities, scene.text)
    return entity if entity is not None and entity.actor_id is not None else None


def _party(s: Sentence, first: int, last: int, acting: bool, scene: Scene) -> Party | None:
    while first < last and s.tags[first] in 'DC,A"':
        first += 1
    cut = _first_preposition(s, first, last)
    named, agent = _entities(s, first, cut), _agent(s, first, cut)
    while agent is None and not named and cut < last and s.words[cut + 1] == "of":  # "tens of thousands of students"
        cut = _first_preposition(s, cut + 1, last)
        named, agent = _entities(s, first, cut), _agent(s, first, cut)
    if agent is None and not named and s.tags[cut] == "#":
        return _group(s, first, cut, None, acting)  # "killing 11"
    if agent is None and (not named or (acting and not _heads(s, first, cut))):
        return _group(s, first, cut, _main(named), acting) if named and _stands_for_its_state(s, cut) else None
    whole = last if agent is not None and (cut == last or s.words[cut + 1] in ("of", "from")) else cut
    entity = _main(named)
    if acting and agent is None and entity is not None and _is_mere_place(entity):
        return _government(s, entity) if entity.subtype == "capital" else None
    if entity is not None and entity.subtype == "demonym" and _is_local(s, first, cut):
        return _group(s, first, cut, entity, acting)
    if entity is None or (agent is not None and s.owner[agent] < 0 and entity.type != "PER"):
        behind = _main(_entities(s, cut + 1, whole)) if whole > cut else None
        if acting and behind is None:
            behind = _whose(s, first, scene)
        return _group(s, first, whole, entity or behind, acting)
    return Party(
        text=entity.text,
        start=entity.start,
        end=entity.end,
        name=entity.name or entity.text,
        actor_id=_actor(s, entity) if not acting or entity.subtype == "capital" else entity.actor_id,
        person_id=entity.person_id,
    )


def _is_local(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a body with affairs of its own is named: "its Indian suitor"."""
    return any(s.owner[k] < 0 and s.words[k] in s.rules.words["local"] for k in range(first, last + 1))


def _is_mere_place(entity: Entity) -> bool:
    """Tell a town, which does nothing, from a state or a capital that stands for one."""
    return entity.actor_id is None and entity.place_id is not None and entity.type != "PER"


def _government(s: Sentence, capital: Entity) -> Party | None:
    """Give the government in a capital: "London withheld the money" says who acts, whatever the verb."""
    state = s.rules.homes.get(capital.place_id or "")
    if not state:
        return None
    return Party(text=capital.text, start=capital.start, end=capital.end, name=capital.name, actor_id=f"{state}:GOV")


def _actor(s: Sentence, entity: Entity) -> str | None:
    """Whose line it is; a place can still be acted upon, and then it stands for its state."""
    if entity.actor_id is None and entity.place_id is not None:
        return entity.place_id if len(entity.place_id) == 3 else s.rules.homes.get(entity.place_id)
    return entity.actor_id


def _heads(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a name is the head of its phrase: "Russia", but not "Russia's boxer" or "the Irish poet"."""
    while last > first and s.tags[last] in 'A"-':
        last -= 1
    return s.owner[last] >= 0


def _stands_for_its_state(s: Sentence, last: int) -> bool:
    """Tell arms and people, with which states do things to each other: "Iranian shells", "two Swiss cyclists"."""
    return any(s.term_at(k, name) == last for k in (last - 1, last) for name in ("weapon_used", "prisoners"))


def _group(s: Sentence, first: int, last: int, owner: Entity | None, acting: bool) -> Party:
    """A group without a name of its own ("US officials", "protesters in Minsk")."""
    text = s.text(first, last)
    state = None if owner is None else owner.actor_id if acting else _actor(s, owner)
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


def state_of(party: Party) -> Party:
    """Give the state of those who do not act for it, where they are acted upon: its companies and citizens."""
    parts = (party.actor_id or "").split(":")
    if len(parts) == 2 and len(parts[0]) == 3 and parts[1] in _OF_A_STATE:
        return replace(party, actor_id=parts[0])
    return party


_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "REB", "OPP", "PTY"})
_CITIZENS = frozenset({"CVL", "REF", "SOC", "ELI"})
_OF_A_STATE = frozenset({"BUS", "CVL", "JRN", "EDU", "MED", "LAB", "AGR", "REF", "SOC", "ELI", "CRM", "PTY"})


def is_public(party: Party | None, s: Sentence) -> bool:
    """Tell whether a party acts in public life: it has an id, or is called by a word such as "rebels"."""
    if party is None:
        return False
    sector = (party.actor_id or "").split(":")[1:2]
    if sector and (sector[0] in _OFFICIAL or (party.actor_id or "")[:4] in ("IGO:", "IMG:")):
        return True
    if sector and sector[0] in _CITIZENS:  # as those without an id: by what they are called
        return not any(w in s.rules.words["private"] for w in party.text.lower().split())
    if party.ids and not (sector and sector[0] in _OF_A_STATE and party.person_id is None):
        return not any(w in s.rules.words["local"] for w in party.text.split())
    return not party.ids and not any(w in s.rules.words["private"] for w in party.text.lower().split())


def is_adjective(party: Party | None, s: Sentence) -> bool:
    """Tell whether a party is only the adjective of somebody who acts for no state: "Thai" in "the Thai baker"."""
    return party is not None and any(
        e.subtype == "demonym" and e.start == party.start and e.end == party.end for e in s.entities
    )


def is_counterpart(party: Party | None, source: Party, s: Sentence) -> bool:
    """Tell those whom private people face in public ("Peru", "the minister") from "the Peruvian baker" and a town."""
    if party is None or not is_public(party, s) or is_adjective(party, s):
        return False
    if source.start <= party.start < source.end:
        return False  # "the mayor of Lima" does nothing to Lima
    if (party.actor_id or "").split(":")[1:2] and (party.actor_id or "").split(":")[1] in _OFFICIAL:
        return True
    inside = [k for k in range(len(s)) if party.start <= s.starts[k] < party.end]
    if any(s.words[k] in s.rules.words["private"] for k in inside):
        return False
    names = [s.entities[s.owner[k]] for k in inside if s.owner[k] >= 0]
    if len(names) < len(inside):
        return any(s.term_at(k, "agents") is not None for k in inside)
    return not any(_is_mere_place(e) and len(e.place_id or "") != 3 for e in names)


def named_inside(s: Sentence, first: int, last: int) -> list[Party]:
    """The names within a stretch of tokens, groups without a name left out."""
    return [
        Party(
            text=e.text, start=e.start, end=e.end, name=e.name or e.text, actor_id=_actor(s, e), person_id=e.person_id
        )
        for e in _entities(s, max(0, first), last)
    ]


def _main(named: list[Entity]) -> Entity | None:
    """A person before an office, a name before an adjective, else the last."""
    people = [e for e in named if e.type == "PER"]
    if people:
        return people[-1]
    plain = [e for e in named if e.subtype != "demonym"]
    chosen = plain or named
    return chosen[-1] if chosen else None


def _agent(s: Sentence, first: int, last: int) -> int | None:
    """The token of the word for people or institutions that heads the phrase, with only names after it."""
    end = last
    while end >= first and (s.owner[end] >= 0 or s.tags[end] in 'A"-#') and not _ends_agent(s, first, end):
        end -= 1
    return _ends_agent(s, first, end)


def _ends_agent(s: Sentence, first: int, end: int) -> int | None:
    """Where an agent's word that ends at a token begins, if there is one: "prime minister", "troops"."""
    return next((k for k in range(end, max(first, end - 3) - 1, -1) if s.term_at(k, "agents") == end), None)
