"""Source and target of a match: subject and object, "by" and "of", "between" and "with", by its voice.

Called by compose.py; the phrases come from clauses.py, whom they stand for from parties.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from agents.extraction.signals import clauses
from agents.extraction.signals.parties import Scene, named_inside, parties, state_of
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match
from agents.identity import root_actor
from agents.records import Party

# What is done to somebody: where no preposition leads to them, the next name in the clause is theirs.
_TWO_SIDED = frozenset({
    "sanctions", "meeting", "talks", "arms", "aid", "diplomats", "envoy", "relations", "recognition", "agreement",
    "ceasefire", "blockade", "call", "troops", "plan", "prisoners",
})  # fmt: skip


_OPENING = 12  # tokens from such an opening to its comma
_OF_STATES = frozenset(
    {"prisoners", "diplomats", "envoy", "troops", "aid", "arms", "blockade", "sanctions"}
)  # whose people are somebody's
_SENT = frozenset({"arms", "aid", "troops"})  # what comes from its own state


_BROKERED = re.compile(r"[-‑](?:brokered|mediated|sponsored|hosted)\b")
_BROKERED_BY = re.compile(r"\b(?:brokered|mediated|sponsored|hosted) by (?:the )?$")
_PLACED = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")
_BESIDE = 40  # characters before a name: more than the words that tie it may have


class _Named(NamedTuple):
    """Somebody named in a sentence: by which token first, of which state, and whether only as a place or broker."""

    first: int
    party: Party
    root: str
    placed: bool
    broker: bool


def sides(s: Sentence, m: Match, scene: Scene) -> tuple[Party | None, Party | None]:
    """Give source and target of a match by its voice."""
    sources = _sources(s, m, scene)
    targets = _targets(s, m, scene, sources[0] if sources else None)
    if m.voice in ("passive", "reduced") and m.pattern.has_party:
        targets = parties(s, _patient(s, m), scene) or targets
    if m.voice != "active" and m.rule.mutual and (between := _between(s, m, scene)):
        sources, targets = (between[:1], between[1:]) if len(between) > 1 else (sources, between)
    if m.rule.mutual and len(sources) > 1 and (not any(t.ids for t in targets) or not _third(s, m)):
        return sources[0], sources[1]
    nobody = m.voice == "active" and m.rule.person and m.pattern.has_party  # "threw out a Swiss tenant's complaint"
    if not targets and m.rule.object in _TWO_SIDED and not nobody:
        targets = [p for p in named_inside(s, m.last + 1, _clause_end(s, m.last + 1)) if not _is_broker(s, p)]
    source, targets = _by_matter(s, m, scene, sources[0] if sources else None, [state_of(t) for t in targets])
    targets = [t for t in targets if source is None or t.text != source.text]
    if source is not None and m.rule.object in _TWO_SIDED:
        targets = _counterpart(s, m, [source, *sources[1:]], targets)
    return source, next((t for t in targets if not _same_state(t, source)), targets[0] if targets else None)


def _by_matter(
    s: Sentence, m: Match, scene: Scene, source: Party | None, targets: list[Party]
) -> tuple[Party | None, list[Party]]:
    """Mend source and targets by what the deed is about: where people were held, whose envoys, what was hit."""
    known = any(t.ids for t in targets)
    if m.rule.whose == "subject" and source is not None:
        return next((t for t in targets if t.ids), None), [state_of(source)]
    if source is None and m.rule.object in ("people", "prisoners") and known:
        source = next(iter(_hosts(s, m, scene)), None)
    if m.rule.operator in ("criticise", "praise") and not targets:
        targets = _hosts(s, m, scene)  # "condemned the coup in Niger"
    if m.rule.object == "force" and not known:
        hosts = _hosts(s, m, scene) or (_only_other(s, [source], m.head, places=True) if source is not None else [])
        targets = _struck(targets, hosts, source)
    if m.rule.whose == "source" and source is None:
        source, targets = targets[0] if targets else None, targets[1:]
    if source is None and m.rule.mutual and m.pattern.has_party and m.voice == "passive":  # "was invited to Paris"
        source = next(iter(_first(s, clauses.after_prepositions(s, m.head + 1, ("to", "at", "by")), scene)), None)
    if m.voice in ("passive", "reduced") and m.rule.object in ("diplomats", "envoy") and m.term is not None:
        source, targets = _envoys(s, m, source, targets)
    if m.rule.object in ("meeting", "talks", "ceasefire"):
        targets = [t for t in targets if not _is_place_of(s, t) or "in" in m.rule.target]
    return source, targets


def _counterpart(s: Sentence, m: Match, sources: list[Party], targets: list[Party]) -> list[Party]:
    """Give the other state of the sentence where the targets are nobody, or only where it was done."""
    blockade = m.rule.object == "blockade"  # a crossing is named by where it lies, on whichever side
    if any(t.ids and not (blockade and _same_state(t, sources[0]) and _is_place_of(s, t)) for t in targets):
        return targets
    if targets and m.rule.object == "sanctions" and (home := _home(s, targets[0])) is not None:
        return [replace(targets[0], actor_id=home)]
    others = _only_other(s, sources, len(s)) or _only_other(s, sources, m.head)
    if not others:
        return targets
    if not targets or targets[0].ids or _is_thing(s, targets[0]):
        return others
    return [replace(targets[0], actor_id=others[0].actor_id)] if m.rule.object in _OF_STATES else targets


def _home(s: Sentence, party: Party) -> str | None:
    """The state right behind those who have no id of their own: "three banks in Kyrgyzstan"."""
    behind = next((k for k in range(len(s)) if s.starts[k] > party.end - 1), len(s))
    if party.ids or s.words[behind : behind + 1] not in (["in"], ["from"], ["of"]):
        return None
    found = [p for p in named_inside(s, behind + 1, behind + 2) if p.actor_id]
    return root_actor(found[0].actor_id or "") if found else None


def _envoys(s: Sentence, m: Match, source: Party | None, led_to: list[Party]) -> tuple[Party | None, list[Party]]:
    """ "Russian staff were told to quit Moldova", "Israel's envoy to Dublin was called back": whose, and where."""
    first, last = m.term or (m.head, m.head)
    whose = named_inside(s, first - 3, last)
    posted = named_inside(s, last + 1, m.head)
    if m.rule.object == "envoy":
        return source or next(iter(whose), None), posted or led_to
    return source or next((p for p in led_to if p not in whose), None), whose or led_to


def _only_other(s: Sentence, sources: list[Party], end: int, *, places: bool = False) -> list[Party]:
    """The one other state or body named before a token, where it is one only; places of the deed if wanted."""
    own = {root_actor(p.actor_id) for p in sources if p.actor_id}
    named = [n for n in _sides_named(s) if n.first < end and (places or not n.placed)]
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
    inside = [k for k in range(len(s)) if party.start <= s.starts[k] < party.end]
    return not party.ids and not any(
        s.term_at(k, "agents") is not None or (s.owner[k] >= 0 and s.entities[s.owner[k]].type in ("PER", "ORG"))
        for k in inside
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


def _third(s: Sentence, m: Match) -> bool:
    """Tell "A and B met with C" from "A and B met in C"."""
    return m.party is not None or "with" in s.words[m.head : m.last + 8]


def _sources(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """Those who act: the subject, the one after "by", or who owns the deed's noun."""
    if m.voice == "active":
        return parties(s, clauses.subject(s, m.head), scene, acting=True)
    found = parties(s, clauses.agent_after(s, m.head), scene, acting=True)
    if m.voice in ("nominal", "name"):
        if not found and m.term is not None and m.rule.object in _SENT:  # "Polish tanks rolled into Ukraine"
            found = [p for p in parties(s, m.term, scene, acting=True) if p.ids]
        found = found or parties(s, clauses.possessor(s, m.first), scene, acting=True)
        found = found or parties(s, clauses.bearer(s, m.first), scene, acting=True)
        if not found and m.rule.operator:
            found = parties(s, clauses.main_subject(s, m.head), scene)
        if not found and m.rule.mutual and s.tags[m.head] == "P":  # "in a call with Cairo, Rome offered"
            found = parties(s, _behind_comma(s, m.last), scene, acting=True)
    elif not found and m.term is not None and m.rule.object in ("envoy", "troops", "sanctions"):
        found = parties(
            s, clauses.possessor(s, m.term[0]), scene
        )  # "Peru's envoy was called home", "on Peru's blacklist"
    if m.rule.object in _SENT:
        found = [state_of(p) for p in found]  # "Cuban doctors arrived"
    return found


def _behind_comma(s: Sentence, start: int) -> clauses.Phrase | None:
    """The phrase behind the next comma: who does what follows."""
    comma = next((k for k in range(start, min(len(s), start + _OPENING)) if s.tags[k] == ","), None)
    return None if comma is None else clauses.phrase_right(s, comma + 1)


def _struck(targets: list[Party], hosts: list[Party], source: Party | None) -> list[Party]:
    """Give people without a name the state in which they were struck, unless it is the attacker's own."""
    if not hosts or (source is not None and (source.actor_id or "")[:3] == hosts[0].actor_id):
        return targets
    return [replace(targets[0], actor_id=hosts[0].actor_id)] if targets else hosts


def _hosts(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """The state in which somebody was arrested or freed, where nobody is said to have done it."""
    places = _first(s, clauses.after_prepositions(s, m.last + 1, ("in",)), scene)
    return [p for p in places if p.actor_id is not None and len(p.actor_id) == 3]


def _between(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """ "Talks between A and B", "a call with B"."""
    start = (m.term or (m.head, m.head))[1] + 1
    ways = ("between",) if m.voice == "passive" else ("between", "with")
    found = _first(s, clauses.after_prepositions(s, start, ways), scene)
    if not found and s.words[start : start + 1] == ["of"]:  # "the summit of Seoul and Tokyo"
        pair = parties(s, clauses.phrase_right(s, start + 1, pair=True), scene)
        return pair if len(pair) > 1 else []
    return found


def _patient(s: Sentence, m: Match) -> clauses.Phrase | None:
    return clauses.subject(s, m.head) if m.voice == "passive" else clauses.phrase_left(s, m.head - 1)


def _targets(s: Sentence, m: Match, scene: Scene, source: Party | None) -> list[Party]:
    """Those acted on: the party of the pattern, else after a preposition of the rule, else named before the term."""
    found: list[Party] = []
    if m.party is not None and m.voice in ("active", "nominal", "name"):
        first, last = m.party
        phrase = m.party if last > first else clauses.phrase_right(s, first)
        acting = m.rule.person and not m.rule.operator
        found = parties(s, phrase, scene, acting=acting, other_than=source)
    if not found and m.voice == "nominal" and m.pattern.has_party:
        found = _first(s, clauses.after_prepositions(s, m.head + 1, ("of", "on", "against")), scene)
    if (
        not found
        and not (m.party is not None and m.party[1] < m.last)  # "accused them of": nobody behind "of" is meant
        and m.last + 1 < len(s)
        and m.last > m.head
        and (s.tags[m.last] in "VGPQ" or s.words[m.last] in ("to", "that"))
    ):
        acting = m.rule.person and m.pattern.has_party and not m.rule.operator
        found = parties(s, clauses.phrase_right(s, m.last + 1), scene, acting=acting)
    if not found and m.rule.object in ("plan", "diplomats") and m.term is not None:
        found = named_inside(
            s, m.head + 1 if m.head < m.term[0] else m.term[0] - 3, m.term[0]
        )  # whose plan comes before what it is for
    if not found and m.rule.object == "prisoners" and m.term is not None:  # whose people come before where to
        found = named_inside(s, m.head + 1 if m.head < m.term[0] else m.term[0] - 3, m.term[1])
    if not found and m.rule.target:
        found = _first(s, clauses.after_prepositions(s, m.last + 1, m.rule.target), scene)
    if not found and m.rule.target and m.last > m.head:
        found = _first(s, clauses.after_prepositions(s, m.head + 1, m.rule.target, m.last - m.head), scene)
    if not found and m.term is not None:
        first = m.head + 1 if m.head < m.term[0] else m.term[0] - 3
        found = named_inside(s, first, m.term[1])
    return found


def _clause_end(s: Sentence, start: int) -> int:
    """The last token of the clause that goes on at `start`, but no further than ten tokens."""
    for k in range(start, min(len(s), start + 10)):
        if s.tags[k] in ".,SWV" or (s.tags[k] == "C" and clauses.begins_clause(s, k + 1)):
            return k - 1
    return min(len(s), start + 10) - 1


def _first(s: Sentence, phrases: list[clauses.Phrase], scene: Scene) -> list[Party]:
    return next((found for p in phrases if (found := parties(s, p, scene))), [])


def done_by_thing(s: Sentence, match: Match) -> bool:
    """Tell whether a thing is the subject ("the quake struck"): no step of anybody's, unless it is a weapon."""
    phrase = clauses.subject(s, match.head)
    if phrase is None or match.rule.whose == "source" or s.tags[phrase[0]] in "Rr":
        return False
    span = range(phrase[0], phrase[1] + 1)
    return not any(s.term_at(k, name) is not None for k in span for name in _WEAPONS)


_WEAPONS = ("assault_noun", "explosion", "weapon_used", "troops", "agents")
