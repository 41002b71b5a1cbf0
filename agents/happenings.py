"""Signals of one article -> the happenings that they tell, each once.

Two signals tell one deed where their kinds are the same or near (`lexicon/happenings.toml`) and their sides fit: a
side that is not told fits any.  Called by `agents.extraction`; pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.identity import digest, root_actor, root_target
from agents.lexicon.happenings import Doubt, Kinds
from agents.limits import PARTIES
from agents.records import PAST, Happening, Party, Signal, Telling

_TWICE = 2
_FAR = 30  # characters between a side and the words that tell the deed
_REAL = frozenset({"done", "announced"})
_STATE_OF_PERSON = re.compile(r"p:([a-z]{3}):")
Beside = Callable[[Party, int], Iterable[Party]]
_OVER = PAST | {"standing"}


@dataclass(slots=True)
class _Deed:
    """A happening in the making: the signals that tell it, the best first, and its sides by root actor."""

    told: list[Signal]
    sources: dict[str, Party] = field(default_factory=dict)
    targets: dict[str, Party] = field(default_factory=dict)


def gather(
    signals: Sequence[Signal],
    kinds: Kinds,
    lead_end: int,
    *,
    is_short: bool = False,
    beside: Beside | None = None,
) -> tuple[Happening, ...]:
    """Give the happenings of a text, the most salient first.

    `lead_end` is where its lead ends; of a text that `is_short` nothing more can be asked, so it raises no doubts.
    `beside` gives those who stand in one list with a party.  What has both sides comes before what has one, so that a
    deed told in full takes in what is told in part.
    """
    deeds: list[_Deed] = []
    for signal in sorted(signals, key=lambda s: (-len(_known(s)), s.start)):
        sources, targets = _side(signal.source), _side(signal.target)
        if signal.source is not None and sources.keys() & targets.keys():
            targets = {}  # nobody does it to oneself: the other side is not sure
        deed = next((d for d in deeds if _tells(d, signal, sources, targets, kinds)), None)
        if deed is None:
            deeds.append(deed := _Deed([]))
        deed.told.append(signal)
        if beside is not None:
            _join(sources, targets, signal, beside)
        mutual = signal.signal in kinds.mutual
        for side, others, parties in ((deed.sources, deed.targets, sources), (deed.targets, deed.sources, targets)):
            side.update(
                {root: p for root, p in parties.items() if root not in side and not (mutual and root in others)}
            )
    made = [_happening(deed, lead_end, kinds, () if is_short else _doubts(deed, kinds, lead_end)) for deed in deeds]
    return tuple(sorted(made, key=lambda h: (not h.leads, -h.confidence, h.start)))


def _join(sources: dict[str, Party], targets: dict[str, Party], signal: Signal, beside: Beside) -> None:
    """Add to each side those who stand in one list with its party, but nobody to both."""
    for side, party in ((sources, signal.source), (targets, signal.target)):
        for other in beside(party, signal.trigger[0]) if party is not None and side else ():
            root = root_of(other, root_target)
            if root not in sources and root not in targets:
                side[root] = other


def _known(signal: Signal) -> list[Party]:
    return [p for p in (signal.source, signal.target) if p is not None and p.ids]


def _side(party: Party | None) -> dict[str, Party]:
    """Give a side by the root of its actor; a person without an office stands for the state that is in the id."""
    if party is None or not party.ids:
        return {}
    state = None if party.actor_id else _STATE_OF_PERSON.match(party.ids[0])
    return {state.group(1).upper() if state else root_of(party, root_target): party}


def _tells(deed: _Deed, signal: Signal, sources: dict[str, Party], targets: dict[str, Party], kinds: Kinds) -> bool:
    """Tell whether a signal is about a deed that is known already."""
    first = deed.told[0]
    if not kinds.are_near(first.signal, signal.signal) or _standing(first) != _standing(signal):
        return False
    if signal.signal in kinds.mutual:
        parties, mine = deed.sources.keys() | deed.targets.keys(), sources.keys() | targets.keys()
        apart = {root for root, p in targets.items() if p.name in _met_in(deed)}
        return _joint(deed, signal) or mine - apart <= parties or parties <= mine
    told_apart = sources and deed.sources and not sources.keys() & deed.sources.keys()
    done_apart = targets and deed.targets and not targets.keys() & deed.targets.keys()
    if told_apart or done_apart:
        return _joint(deed, signal) and not (told_apart and done_apart)
    return bool(sources.keys() & deed.sources.keys() or targets.keys() & deed.targets.keys())


def _met_in(deed: _Deed) -> set[str]:
    """Give where a body meets: "attends a summit of the bloc in Chad", and then "leads the delegation to Chad"."""
    return {s.place for s in deed.told if s.target is not None and s.target.acts_for.startswith("IGO:")}


def _standing(signal: Signal) -> tuple[bool, bool]:
    """Tell what keeps signals of one kind apart: whether it was done at all, and whether that is over."""
    return signal.status in _REAL, signal.when.news in _OVER


def _joint(deed: _Deed, signal: Signal) -> bool:
    """Tell whether one verb tells both: "France and Italy expelled", "expelled Serbs and Russians"."""
    return any(s.trigger == signal.trigger and s.signal == signal.signal for s in deed.told)


def _doubts(deed: _Deed, kinds: Kinds, lead_end: int) -> tuple[Doubt, ...]:
    """Say what speaks against taking a deed as told for news."""
    told, times = deed.told, len({s.start for s in deed.told})
    holds: dict[Doubt, bool] = {
        "undated": all(s.when.news == "undated" and s.start > 0 for s in told),  # what heads a text is of its day
        "once": times == 1,
        "twice": times == _TWICE,
        "deep": not any(s.start < lead_end for s in told),
        "deed": told[0].signal not in kinds.said,
        "source_far": _is_far(told[0], deed.sources.values()),
        "target_far": _is_far(told[0], deed.targets.values()),
    }
    return tuple(doubt for doubt, is_so in holds.items() if is_so)


def _is_far(signal: Signal, side: Iterable[Party]) -> bool:
    """Tell whether nobody of a side stands near the words that tell the deed."""
    start, end = signal.trigger
    gaps = [max(p.start - end, start - p.end) for p in side if signal.start <= p.start < signal.end]
    return min(gaps, default=0) >= _FAR


def _happening(deed: _Deed, lead_end: int, kinds: Kinds, doubts: tuple[Doubt, ...]) -> Happening:
    best = deed.told[0]
    sure = max(s.confidence for s in deed.told) - sum(kinds.doubts.get(doubt, 0.0) for doubt in doubts)
    own: dict[str, Any] = {
        "id": digest("happening", best.id),
        "place": next((s.place for s in deed.told if s.place), ""),
        "confidence": round(max(0.0, sure), 3),
        "when": next((s.when for s in deed.told if s.when.news != "undated"), best.when),
    }
    return Happening(
        **{name: getattr(best, name) for name in Telling.__struct_fields__} | own,
        sources=_most(deed.sources.values()),
        targets=_most(deed.targets.values()),
        leads=any(s.start < lead_end for s in deed.told),
        doubts=doubts,
        signals=tuple(s.id for s in deed.told),
    )


def _most(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(parties)[:PARTIES]


def root_of(party: Party, root: Callable[[str], str] = root_actor) -> str:
    """Give the actor whose line it is, by one of the ways to a root, or the person."""
    return root(party.actor_id) if party.actor_id else party.ids[0]
