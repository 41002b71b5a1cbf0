"""Turns phrases into parties: which name, group or pronoun a source or target stands for.

Called by ways.py.  A phrase that names nobody gives nothing: an abstract subject is no actor.
"""

from __future__ import annotations

from itertools import pairwise

from agents.extraction.signals.bystanders import bystanders
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.stretches import Phrase
from agents.records import Entity, Party

_AGENT_WORDS = 3  # tokens before its last that a word for people may have: "commander in chief"


def parties(
    s: Sentence, phrase: Phrase | None, scene: Scene, *, acting: bool = False, other_than: Party | None = None
) -> list[Party]:
    """Everybody a phrase names, in order; a pronoun gives whom it stands for.

    Who is acting must head the phrase ("Russia", not "Russia's boxer"); one acted upon may stand anywhere in it.
    """
    if phrase is None:
        return []
    first, last = phrase
    if first == last and s.letters[first] in "Rr":
        return _pronoun(s, first, scene, other_than)
    known = s.parties.get((first, last, acting))
    if known is None:
        parts = _members(s, first, last)
        sent = _is_sent(s, parts)
        found = (_party(s, *part, acting and not (sent and n), scene) for n, part in enumerate(parts))
        s.parties[first, last, acting] = known = [p for p in found if p is not None]
    return known


def _is_sent(s: Sentence, parts: list[Phrase]) -> bool:
    """Tell "delegations from Chad and Libya", where the second place stands for those whom it sent, too."""
    first, last = parts[0] if parts else (0, -1)
    cut, _, agent = _heading(s, first, last) if len(parts) > 1 else (last, [], None)
    return _is_from(s, agent, cut, last)


def _is_from(s: Sentence, agent: int | None, cut: int, last: int) -> bool:
    """Tell "troops from Chad", whom it sent, from "the driver from Chad"."""
    if agent is None or cut == last or s.words[cut + 1] != "from":
        return False
    return s.rules.words["private"].isdisjoint(s.words[agent : cut + 1])


def _pronoun(s: Sentence, i: int, scene: Scene, other_than: Party | None) -> list[Party]:
    start, end = s.starts[i], s.ends[i]
    if s.words[i] in s.rules.words["speaking"]:
        who = scene.speaker_at(start)
        return [_at(who.text, start, end, who)] if who is not None else []
    entity = scene.meant_by(s.words[i], start, other_than)
    return [_at(entity.text, start, end, entity)] if entity is not None else []


def _at(text: str, start: int, end: int, who: Entity | Party) -> Party:
    """Somebody named elsewhere, with the span of the word that stands for them here."""
    return Party(text=text, start=start, end=end, name=who.name, actor_id=who.actor_id, person_id=who.person_id)


def _members(s: Sentence, first: int, last: int) -> list[Phrase]:
    """Cut "France, Germany and the EU" into its members; "trade and foreign ministers" stays whole."""
    cuts = [k for k in range(first + 1, last) if s.letters[k] in "C," and _parts(s, first, k, last)]
    edges = [first - 1, *cuts, last + 1]
    return [(a + 1, b - 1) for a, b in pairwise(edges) if a + 1 <= b - 1]


def _parts(s: Sentence, first: int, k: int, last: int) -> bool:
    if not _names_somebody(s, first, k - 1):
        return False
    return s.letters[k + 1] in "EDC" or _names_somebody(s, k + 1, last)


def _names_somebody(s: Sentence, first: int, last: int) -> bool:
    _, named, agent = _heading(s, first, last)
    return bool(named) or agent is not None


def _party(s: Sentence, first: int, last: int, acting: bool, scene: Scene) -> Party | None:
    while first < last and s.letters[first] in 'DC,A"':
        first += 1
    cut, named, agent = _heading(s, first, last)
    if agent is None and (not named or (acting and not _heads(s, first, cut))):
        return _unnamed(s, first, cut, named, acting, scene)
    whole = last if agent is not None and (cut == last or s.words[cut + 1] in ("of", "from")) else cut
    entity = _main(named)
    if entity is not None and agent is None and acting and is_mere_place(entity):
        return _seated_in(s, entity)
    if entity is not None and not entity.ids and (owner := _whose(s, first, cut, scene)) is not None:
        return _group(s, first, cut, owner, acting)  # "its Foreign Ministry"
    if entity is None or (agent is not None and s.owner[agent] < 0 and entity.type != "PER"):
        owner = entity or _behind(s, first, cut, whole, acting, scene)
        return _group(s, first, whole, owner, acting and not _is_from(s, agent, cut, last))
    return _named(s, entity, acting)


def _seated_in(s: Sentence, place: Entity) -> Party | None:
    """Give who governs from a place, if anybody does: a mere place does nothing."""
    return _government(s, place) if place.subtype == "capital" else None


def _heading(s: Sentence, first: int, last: int) -> tuple[int, list[Entity], int | None]:
    """Give where the head of a phrase ends, and who is named in it: behind "of" in "tens of thousands of students"."""
    cut = _first_preposition(s, first, last)
    named, agent = _entities(s, first, cut), _agent(s, first, cut)
    while agent is None and not named and cut < last and s.words[cut + 1] == "of":
        cut = _first_preposition(s, cut + 1, last)
        named, agent = _entities(s, first, cut), _agent(s, first, cut)
    return cut, named, agent


def _unnamed(s: Sentence, first: int, cut: int, named: list[Entity], acting: bool, scene: Scene) -> Party | None:
    """Somebody whom no name and no word for people heads: "killing 11", "his country", "Iranian shells"."""
    if not named and s.letters[cut] == "#":
        return _group(s, first, cut, None, acting)
    means = _stands_for_its_state(s, cut)
    owner = _main(named) if means else None
    if not named and acting and (means or "'s" in s.words[first:cut]):
        owner = _whose(s, first, cut, scene)
    return _group(s, first, cut, owner, acting) if owner is not None else None


def _behind(s: Sentence, first: int, cut: int, whole: int, acting: bool, scene: Scene) -> Entity | None:
    """Whose a group without a name is: named behind it, else whose "its minister" is."""
    found = _main(_entities(s, cut + 1, whole)) if whole > cut else None
    return _whose(s, first, whole, scene) if acting and found is None else found


def _whose(s: Sentence, first: int, last: int, scene: Scene) -> Entity | None:
    """Whose "its minister", "two of its jets", "his country" and "the country's army" is."""
    own, owners = s.rules.words["own_state"], s.rules.words["owners"]
    for k in range(max(0, first - 1), last + 1):
        word = s.words[k]
        if word == "its" or (word in owners and s.words[last] in own):
            return scene.meant_by(word, s.starts[k])
        if word in own and s.words[k + 1 : k + 2] == ["'s"]:
            return scene.meant_by("it", s.starts[k])
    return None


def _named(s: Sentence, entity: Entity, acting: bool) -> Party:
    actor = entity.actor_id if acting and entity.subtype != "capital" else _actor(s, entity)
    return Party(
        text=entity.text, start=entity.start, end=entity.end, name=entity.name, actor_id=actor,
        person_id=entity.person_id,
    )  # fmt: skip


def is_mere_place(entity: Entity) -> bool:
    """Tell a town, which does nothing, from a state or a capital that stands for one."""
    return entity.actor_id is None and entity.place_id is not None


def _government(s: Sentence, capital: Entity) -> Party:
    """Give the government in a capital: "London withheld the money" says who acts, whatever the verb."""
    state = s.rules.homes[capital.place_id or ""]
    return Party(text=capital.text, start=capital.start, end=capital.end, name=capital.name, actor_id=f"{state}:GOV")


def _actor(s: Sentence, entity: Entity) -> str | None:
    """Whose line it is; a place can still be acted upon, and then it stands for its state."""
    if entity.actor_id is None and entity.place_id is not None:
        return entity.place_id if len(entity.place_id) == 3 else s.rules.homes.get(entity.place_id)
    return entity.actor_id


def _heads(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a name is the head of its phrase: "Russia", but not "Russia's boxer" or "the Irish poet"."""
    return s.owner[last] >= 0


def _stands_for_its_state(s: Sentence, last: int) -> bool:
    """Tell arms and people, with which states do things to each other: "Iranian shells", "two Swiss cyclists"."""
    ending = (term for k in (last - 1, last) for end, term in s.terms.get(k, ()) if end == last)
    return not s.rules.words["stand_for_state"].isdisjoint(ending)


def _group(s: Sentence, first: int, last: int, owner: Entity | None, acting: bool) -> Party:
    """A group without a name of its own ("US officials", "protesters in Minsk")."""
    text = s.text(first, last)
    state = None if owner is None else owner.actor_id if acting else _actor(s, owner)
    return Party(text=text, start=s.starts[first], end=s.ends[last], name=text, actor_id=state)


def _first_preposition(s: Sentence, first: int, last: int) -> int:
    return next((k - 1 for k in range(first + 1, last + 1) if s.letters[k] == "P"), last)


def _entities(s: Sentence, first: int, last: int) -> list[Entity]:
    indexes = dict.fromkeys(s.owner[k] for k in range(first, last + 1) if s.owner[k] >= 0)
    return [e for i in indexes if i not in bystanders(s) and acts(e := s.entities[i])]


def acts(entity: Entity) -> bool:
    """Tell whether a name can be a side of a deed at all."""
    return bool(entity.ids) or entity.type in ("PER", "ORG")


def named_inside(s: Sentence, first: int, last: int) -> list[Party]:
    """The names within a stretch of tokens, groups without a name left out."""
    return [_named(s, e, acting=False) for e in _entities(s, max(0, first), last)]


def _main(named: list[Entity]) -> Entity | None:
    """A person before an office, a name before an adjective, else the last."""
    people = [e for e in named if e.type == "PER"]
    plain = [e for e in named if e.subtype != "demonym"]
    return next((group[-1] for group in (people, plain, named) if group), None)


def _agent(s: Sentence, first: int, last: int) -> int | None:
    """The token of the word for people or institutions that heads the phrase, with only names after it."""
    end = last
    while end >= first and (s.owner[end] >= 0 or s.letters[end] in 'A"-#') and not _ends_agent(s, first, end):
        end -= 1
    return _ends_agent(s, first, end)


def _ends_agent(s: Sentence, first: int, end: int) -> int | None:
    """Where an agent's word that ends at a token begins, if there is one: "prime minister", "troops"."""
    starts = range(end, max(first, end - _AGENT_WORDS) - 1, -1)
    return next((k for k in starts if s.term_at(k, "agents") == end), None)
