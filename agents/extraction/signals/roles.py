"""Source and target of a match, by its voice and by what it is about: which ways are tried is said in `objects.toml`.

Called by compose.py; the ways are in ways.py, whom a phrase stands for is said by parties.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from agents.extraction.signals import stretches
from agents.extraction.signals.bystanders import is_struck, is_taken
from agents.extraction.signals.match import Match
from agents.extraction.signals.parties import named_inside
from agents.extraction.signals.public import sector, state_of, tokens_of
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.ways import WAYS, between, first_of, hyphenated, in_clause, struck
from agents.identity import root_actor
from agents.lexicon.roles import Matter
from agents.records import Party

_PLACED = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")
_BESIDE = 40  # characters before a name: more than the words that tie it may have
_THIRD = 8  # tokens behind a deed in which "with" leads to a third


@dataclass(slots=True)
class Sides:
    """Those on both sides, while they are looked for."""

    s: Sentence
    m: Match
    scene: Scene
    matter: Matter
    sources: list[Party]
    targets: list[Party]

    @property
    def source(self) -> Party | None:
        return self.sources[0] if self.sources else None

    @property
    def is_known(self) -> bool:
        """Tell whether one it is done to has an id."""
        return any(t.ids for t in self.targets)


def sides(s: Sentence, m: Match, scene: Scene) -> tuple[Party | None, Party | None]:
    """Give source and target of a match."""
    matter = s.rules.roles.matter(m.rule.object)
    told = Sides(s, m, scene, matter, _sources(s, m, scene, matter), [])
    told.targets = _tried(s, m, scene, matter.target_event if m.voice == "event" else matter.target, told.source)
    if m.rule.operator:
        told.targets = [t for t in told.targets if not _suffers(s, m, t)]
    if m.rule.mutual and _are_two(told):
        return told.sources[0], told.sources[1]
    # who does it only with another must say with whom
    guesses = matter.two_sided and not m.rule.both and not _is_at_home(told)
    if not told.targets and guesses and not _is_done_to_nobody(m):
        told.targets = [p for p in in_clause(s, m) if not is_taken(s, p)]
    told.targets = [state_of(s, t) for t in told.targets]
    _mend(told)
    source = told.source
    told.targets = [t for t in told.targets if not (is_oneself(s, t, source) or _is_part_of(t, source))]
    if source is not None and guesses:
        _find_other(told, source)
    apart = (t for t in told.targets if not _same_state(t, source))
    return source, next(apart, told.targets[0] if told.targets else None)


def _is_at_home(told: Sides) -> bool:
    """Tell what the bodies of one state do among themselves: another state of the sentence is no side of it."""
    s, term = told.s, told.m.term
    affair = term is not None and any(s.term_at(k, "home_affairs") == term[1] for k in range(term[0], term[1] + 1))
    return affair or (told.source is not None and sector(told.source) in s.rules.words["sectors_at_home"])


def _suffers(s: Sentence, m: Match, party: Party) -> bool:
    """Tell who was hit by what is judged from who did it: "condemned the attack on Chad" is nothing said of Chad."""
    at = next(iter(tokens_of(s, party)), 0)
    harm = (last for k in range(m.head + 1, at) for last, term in s.terms.get(k, ()) if term in s.rules.words["harms"])
    return any(last < at and s.words[last + 1] in s.rules.words["harmed"] for last in harm)


def _is_done_to_nobody(m: Match) -> bool:
    """Tell "threw out a Swiss tenant's complaint"."""
    return m.voice == "active" and m.rule.person and m.pattern.has_party


def _tried(s: Sentence, m: Match, scene: Scene, ways: tuple[str, ...], source: Party | None) -> list[Party]:
    tried = ([p for p in WAYS[way](s, m, scene, source) if not is_oneself(s, p, source)] for way in ways)
    return next(filter(None, tried), [])


def _sources(s: Sentence, m: Match, scene: Scene, matter: Matter) -> list[Party]:
    """Those who act: the subject, the one after "by", or who owns the deed's noun."""
    ways = {
        "active": matter.source_active,
        "event": matter.source_event,
        "nominal": matter.source_noun,
        "name": matter.source_noun,
    }
    found = _tried(s, m, scene, ways.get(m.voice, matter.source_passive), None)
    return [state_of(s, p) for p in found] if matter.sent and m.voice != "active" else found  # "Cuban doctors arrived"


def _are_two(told: Sides) -> bool:
    """Tell whether the two who do it together are both found, and no third with them."""
    s, m = told.s, told.m
    if pair := hyphenated(s, m):
        told.sources, told.targets = pair[:1], pair[1:]
    elif m.voice != "active" and (pair := between(s, m, told.scene)):
        told.sources, told.targets = (pair[:1], pair[1:]) if len(pair) > 1 else (told.sources, pair)
    if len(told.sources) < 2:
        return False
    third = m.party is not None or "with" in s.words[m.head : m.last + _THIRD]  # "A and B met with C", not "in C"
    return not told.is_known or not third


def _mend(told: Sides) -> None:
    s, m = told.s, told.m
    if told.matter.placed and "in" not in m.rule.target:  # with a town in which it was done nobody talks
        told.targets = [t for t in told.targets if not _is_place_of(s, t)]
    if told.matter.judged:
        told.targets = [t for t in told.targets if not is_struck(s, t)] or first_of(
            s, stretches.after(s, m.last + 1, ("by",)), told.scene
        )
    if told.matter.struck and not told.is_known:
        _struck_where(told)
    if m.rule.whose == "subject":
        told.sources, told.targets = told.targets[:1], [state_of(s, p) for p in told.sources[:1]]
    elif m.rule.whose == "source" and not told.sources:
        told.sources, told.targets = told.targets[:1], told.targets[1:]
    if not told.sources and m.rule.mutual and m.pattern.has_party and m.voice == "passive":  # "was invited to Paris"
        told.sources = first_of(s, stretches.after(s, m.head + 1, s.rules.words["invited"]), told.scene)[:1]


def _struck_where(told: Sides) -> None:
    """People without a name are of the state in which they were struck, unless it is the attacker's own."""
    found = struck(told.s, told.m, told.scene)
    if not found and told.source is not None:
        found = _others(told, told.sources, told.s.starts[told.m.head], places=True)
    if found and not _same_state(found[0], told.source):
        told.targets = [replace(t, actor_id=found[0].actor_id) for t in told.targets[:1]] or found


def _find_other(told: Sides, source: Party) -> None:
    """Take the other state of the sentence where the targets are nobody known."""
    visits = told.matter.placed and "in" in told.m.rule.target  # "arrived in the region"
    if visits or any(t.ids and not (_same_state(t, source) and _is_place_of(told.s, t)) for t in told.targets):
        return
    sources = [source, *told.sources[1:]]
    others = _others(told, sources, told.s.end) or _others(told, sources, told.s.starts[told.m.head])
    if not told.targets or told.is_known or _is_thing(told.s, told.targets[0]):
        told.targets = others or told.targets
    elif told.matter.theirs and others:
        told.targets = [replace(told.targets[0], actor_id=others[0].actor_id)]


def _others(told: Sides, sources: list[Party], end: int, *, places: bool = False) -> list[Party]:
    """The one other state or body named before an offset, where it is one only; places of the deed if wanted.

    Where it is not known whose the source is, nobody is known to be another.
    """
    own = {root_actor(p.acts_for) for p in sources}
    if "" in own:
        return []
    named = [p for p in _linked(told.s) if p.start < end and (places or not _is_place_of(told.s, p))]
    others = [p for p in named if root_actor(p.acts_for) not in own]
    return others[:1] if len({root_actor(p.acts_for) for p in others}) == 1 else []


def _linked(s: Sentence) -> list[Party]:
    """All whom a sentence names by id; looked up once, since every deed in it asks for them."""
    if s.named is None:
        s.named = [p for p in named_inside(s, 0, len(s) - 1) if p.actor_id and not is_taken(s, p)]
    return s.named


def _is_thing(s: Sentence, party: Party) -> bool:
    """Tell "the Nile" and "its exports", with which nobody talks, from "the rebels"."""
    kinds = {s.entities[s.owner[k]].type for k in tokens_of(s, party) if s.owner[k] >= 0}
    return kinds.isdisjoint(("PER", "ORG")) and all(s.term_at(k, "agents") is None for k in tokens_of(s, party))


def _is_place_of(s: Sentence, party: Party) -> bool:
    """Tell whether a name follows "in" or "at": where it was done rather than to whom."""
    return bool(_PLACED.search(s.body, _near(s, party), party.start))


def _near(s: Sentence, party: Party) -> int:
    """Give from where the words right before a party are looked at; it is asked for every pair of sides."""
    return max(s.start, party.start - _BESIDE)


def is_oneself(s: Sentence, target: Party | None, source: Party | None) -> bool:
    """Tell the source itself, or its state by name, from its people: nobody does anything to oneself."""
    if source is None or target is None:
        return False
    if target.text == source.text:
        return True
    if not target.actor_id or target.actor_id not in (source.actor_id, root_actor(source.acts_for)):
        return False
    return any((e.start, e.end) == (target.start, target.end) for e in s.entities)


def _is_part_of(target: Party, source: Party | None) -> bool:
    """Tell whether one is named by words of the other: the "Kenyan drone" of "a Kenyan drone attack"."""
    return source is not None and target.start < source.end and source.start < target.end


def _same_state(target: Party, source: Party | None) -> bool:
    """Tell whether a target is on the source's own side, where another is named beside it."""
    states = [p.acts_for.split(":")[0] for p in (target, source) if p is not None]
    return states[0] == states[-1] not in ("", "IGO") and len(states) > 1


def done_by_thing(s: Sentence, match: Match) -> bool:
    """Tell whether a thing does it: "the quake struck", "struck by heat", but not "struck by a drone"."""
    phrase = stretches.subject(s, match.head) if match.voice == "active" else _by_thing(s, match)
    if phrase is None or s.letters[phrase[0]] in "Rr":
        return False
    harming = s.rules.words["harming"]
    return not any(term in harming for k in range(phrase[0], phrase[1] + 1) for _, term in s.terms.get(k, ()))


def _by_thing(s: Sentence, match: Match) -> stretches.Phrase | None:
    """Give what a passive of force says it was done by, where no name stands in it."""
    agent = match.clause.agent if match.clause is not None and match.rule.type == "ASSAULT" else None
    if agent is None or any(s.owner[k] >= 0 for k in range(agent.first, agent.last + 1)):
        return None
    return agent.first, agent.last
