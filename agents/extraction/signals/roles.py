"""Source and target of a match, by its voice and by what it is about: which ways are tried is said in `objects.toml`.

Called by compose.py; the ways are in ways.py, whom a phrase stands for is said by parties.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from agents.extraction.signals import stretches
from agents.extraction.signals.match import Match
from agents.extraction.signals.parties import named_inside
from agents.extraction.signals.public import state_of, tokens_of
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.ways import WAYS, between, first_of, hosts, in_clause
from agents.identity import root_actor
from agents.lexicon.roles import Matter
from agents.records import Party

_BROKERED = re.compile(r"[-‑](?:brokered|mediated|sponsored|hosted)\b")
_BROKERED_BY = re.compile(r"\b(?:brokered|mediated|sponsored|hosted) by (?:the )?$")
_PLACED = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")
_BESIDE = 40  # characters before a name: more than the words that tie it may have
_THIRD = 8  # tokens behind a deed in which "with" leads to a third


class _Named(NamedTuple):
    """Somebody named in a sentence: by which token first, of which state, and whether only as a place or broker."""

    first: int
    party: Party
    root: str
    placed: bool
    broker: bool


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
    told.targets = _tried(s, m, scene, matter.target, told.source)
    if m.rule.mutual and _are_two(told):
        return told.sources[0], told.sources[1]
    nobody = m.voice == "active" and m.rule.person and m.pattern.has_party  # "threw out a Swiss tenant's complaint"
    if not told.targets and matter.two_sided and not nobody:
        told.targets = [p for p in in_clause(s, m) if not _is_broker(s, p)]
    told.targets = [state_of(s, t) for t in told.targets]
    if m.rule.whose == "subject" and told.sources:
        told.sources, told.targets = [t for t in told.targets if t.ids][:1], [state_of(s, told.sources[0])]
    else:
        _mend(told)
    source = told.source
    told.targets = [t for t in told.targets if source is None or t.text != source.text]
    if source is not None and matter.two_sided:
        _find_other(told, source)
    apart = (t for t in told.targets if not _same_state(t, source))
    return source, next(apart, told.targets[0] if told.targets else None)


def _tried(s: Sentence, m: Match, scene: Scene, ways: tuple[str, ...], source: Party | None) -> list[Party]:
    return next((found for way in ways if (found := WAYS[way](s, m, scene, source))), [])


def _sources(s: Sentence, m: Match, scene: Scene, matter: Matter) -> list[Party]:
    """Those who act: the subject, the one after "by", or who owns the deed's noun."""
    if m.voice == "active":
        return _tried(s, m, scene, matter.source_active, None)
    ways = matter.source_noun if m.is_noun else matter.source_passive
    found = _tried(s, m, scene, ways, None)
    return [state_of(s, p) for p in found] if matter.sent else found  # "Cuban doctors arrived"


def _are_two(told: Sides) -> bool:
    """Tell whether the two who do it together are both found, and no third with them."""
    s, m = told.s, told.m
    if m.voice != "active" and (pair := between(s, m, told.scene)):
        told.sources, told.targets = (pair[:1], pair[1:]) if len(pair) > 1 else (told.sources, pair)
    if len(told.sources) < 2:
        return False
    third = m.party is not None or "with" in s.words[m.head : m.last + _THIRD]  # "A and B met with C", not "in C"
    return not told.is_known or not third


def _mend(told: Sides) -> None:
    s, m = told.s, told.m
    for name in told.matter.mend:
        MENDS[name](told)
    if m.rule.whose == "source" and not told.sources:
        told.sources, told.targets = told.targets[:1], told.targets[1:]
    if not told.sources and m.rule.mutual and m.pattern.has_party and m.voice == "passive":  # "was invited to Paris"
        told.sources = first_of(s, stretches.after(s, m.head + 1, ("to", "at", "by")), told.scene)[:1]


def _no_place(told: Sides) -> None:
    """With a town in which it was done nobody talks."""
    if "in" not in told.m.rule.target:
        told.targets = [t for t in told.targets if not _is_place_of(told.s, t)]


def _held_where(told: Sides) -> None:
    """The state in which somebody was arrested or freed does it, where nobody is said to."""
    if not told.sources and told.is_known:
        told.sources = hosts(told.s, told.m, told.scene)[:1]


def _struck_where(told: Sides) -> None:
    """People without a name are of the state in which they were struck, unless it is the attacker's own."""
    if told.is_known:
        return
    found = hosts(told.s, told.m, told.scene)
    if not found and told.source is not None:
        found = _others(told, [told.source], told.m.head, places=True)
    if not found or (told.source is not None and (told.source.actor_id or "")[:3] == found[0].actor_id):
        return
    told.targets = [replace(told.targets[0], actor_id=found[0].actor_id)] if told.targets else found


def _where_posted(told: Sides) -> None:
    """ "Israel's envoy to Dublin was called back": whose, and where."""
    whose, posted = _around_post(told)
    if told.m.voice in ("passive", "reduced") and told.m.term is not None:
        told.sources = told.sources[:1] or whose[:1]
        told.targets = posted or told.targets


def _who_was_sent(told: Sides) -> None:
    """ "Russian staff were told to quit Moldova"."""
    whose, _ = _around_post(told)
    if told.m.voice in ("passive", "reduced") and told.m.term is not None:
        told.sources = told.sources[:1] or [p for p in told.targets if p not in whose][:1]
        told.targets = whose or told.targets


def _around_post(told: Sides) -> tuple[list[Party], list[Party]]:
    first, last = told.m.term or (told.m.head, told.m.head)
    return named_inside(told.s, first - 3, last), named_inside(told.s, last + 1, told.m.head)


def _its_home(told: Sides) -> None:
    """Those without an id belong to the state right behind them: "three banks in Kyrgyzstan"."""
    s, party = told.s, told.targets[0] if told.targets else None
    if party is None or told.is_known:
        return
    behind = next((k for k in range(len(s)) if s.starts[k] > party.end - 1), len(s))
    if s.words[behind : behind + 1] not in (["in"], ["from"], ["of"]):
        return
    found = [p for p in named_inside(s, behind + 1, behind + 2) if p.actor_id]
    if found:
        told.targets = [replace(party, actor_id=root_actor(found[0].actor_id or ""))]


def _find_other(told: Sides, source: Party) -> None:
    """Take the other state of the sentence where the targets are nobody, or only where it was done."""
    own_place = [t for t in told.targets if told.matter.across and _same_state(t, source) and _is_place_of(told.s, t)]
    if any(t.ids and t not in own_place for t in told.targets):
        return
    sources = [source, *told.sources[1:]]
    others = _others(told, sources, len(told.s)) or _others(told, sources, told.m.head)
    if not others:
        return
    if not told.targets or told.targets[0].ids or _is_thing(told.s, told.targets[0]):
        told.targets = others
    elif told.matter.theirs:
        told.targets = [replace(told.targets[0], actor_id=others[0].actor_id)]


def _others(told: Sides, sources: list[Party], end: int, *, places: bool = False) -> list[Party]:
    """The one other state or body named before a token, where it is one only; places of the deed if wanted."""
    own = {root_actor(p.actor_id) for p in sources if p.actor_id}
    named = [n for n in _sides_named(told.s) if n.first < end and (places or not n.placed)]
    others = [n for n in named if n.root not in own and not n.broker]
    return [others[0].party] if len({n.root for n in others}) == 1 else []


def _sides_named(s: Sentence) -> list[_Named]:
    """All whom a sentence names by id; looked up once, since every deed in it asks for them."""
    if s.named is None:
        firsts: dict[int, int] = {}
        for k, owner in enumerate(s.owner):
            firsts.setdefault(owner, k)
        s.named = [
            _Named(first, party, root_actor(party.actor_id), _is_place_of(s, party), _is_broker(s, party))
            for owner, first in firsts.items()
            if owner >= 0
            for party in named_inside(s, first, first)
            if party.actor_id
        ]
    return s.named


def _is_broker(s: Sentence, party: Party) -> bool:
    """Tell who only brought it about: "a U.S.-brokered plan", "a deal brokered by Oman"."""
    return bool(_BROKERED.match(s.body, party.end) or _BROKERED_BY.search(s.body, _near(s, party), party.start))


def _is_thing(s: Sentence, party: Party) -> bool:
    """Tell "the Nile" and "its exports", with which nobody talks, from "the rebels"."""
    return not party.ids and not any(
        s.term_at(k, "agents") is not None or (s.owner[k] >= 0 and s.entities[s.owner[k]].type in ("PER", "ORG"))
        for k in tokens_of(s, party)
    )


def _is_place_of(s: Sentence, party: Party) -> bool:
    """Tell whether a name follows "in" or "at": where it was done rather than to whom."""
    return bool(_PLACED.search(s.body, _near(s, party), party.start))


def _near(s: Sentence, party: Party) -> int:
    """Give from where the words right before a party are looked at; it is asked for every pair of sides."""
    return max(s.start, party.start - _BESIDE)


def _same_state(target: Party, source: Party | None) -> bool:
    """Tell whether a target is on the source's own side, where another is named beside it."""
    ids = (target.actor_id, source.actor_id if source is not None else None)
    return ids[0] is not None and ids[1] is not None and ids[0].split(":")[0] == ids[1].split(":")[0] != "IGO"


def done_by_thing(s: Sentence, match: Match) -> bool:
    """Tell whether a thing is the subject ("the quake struck"): no step of anybody's, unless it is a weapon."""
    phrase = stretches.subject(s, match.head)
    if phrase is None or match.rule.whose == "source" or s.letters[phrase[0]] in "Rr":
        return False
    harming = s.rules.words["harming"]
    return not any(term in harming for k in range(phrase[0], phrase[1] + 1) for _, term in s.terms.get(k, ()))


MENDS: dict[str, Callable[[Sides], None]] = {
    "no place": _no_place,
    "held where": _held_where,
    "struck where": _struck_where,
    "where posted": _where_posted,
    "who was sent": _who_was_sent,
    "its home": _its_home,
}
