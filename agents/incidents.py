"""Many reports of one happening -> one incident, whoever told it first and in whatever order.

Pure functions of the set of reports: what they give does not depend on how the reports came.  Reports tell one
happening as `agents.clusters` says.  Called by `agents.state` and by whoever shows a state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from agents import headlines, sources
from agents.clusters import Cluster, clustered, echoes_of
from agents.identity import digest
from agents.limits import PARTIES, TELLINGS
from agents.memo import Memo
from agents.records import Fate, Head, Incident, Report, Turn
from agents.reports import DENIED, UNSURE, order, own_day, telling

_SHARE = 3  # a side is whom one in so many of its reports names

_RANK = {"negated": 0, "hypothetical": 1, "reported": 2, "announced": 3, "done": 4}


# Of an actor that is in every article most incidents are the same from one fold to the next.
_KEPT = 2_000


_FAMILIES = Memo[list["Told"]](_KEPT)
_CLUSTERS = Memo[list[Cluster]](_KEPT)
_INCIDENTS = Memo[Incident](5 * _KEPT)


class Told(NamedTuple):
    """An incident and all reports that tell it."""

    incident: Incident
    reports: Sequence[Report]


def incidents_of(reports: Iterable[Report], heads: Iterable[Head] = ()) -> tuple[Incident, ...]:
    """Give the happenings that reports tell, the latest first; heads of other articles may tell them too."""
    return tuple(told.incident for told in gathered(reports, heads))


def gathered(reports: Iterable[Report], heads: Iterable[Head] = ()) -> list[Told]:
    """The same, each with all of its reports."""
    families: dict[str, list[Report]] = {}
    for report in reports:
        families.setdefault(report.family, []).append(report)
    heads = tuple(heads)
    found = [told for family in families.values() for told in _of_family(family, heads)]
    return sorted(found, key=lambda t: (t.incident.day, t.incident.at, t.incident.id), reverse=True)


def _of_family(reports: Sequence[Report], heads: Sequence[Head]) -> list[Told]:
    key = tuple(reports)
    seen = tuple(heads)
    return _FAMILIES.of((key, seen), lambda: _told_by(_CLUSTERS.of(key, lambda: clustered(reports)), heads))


def _told_by(clusters: Sequence[Cluster], heads: Iterable[Head]) -> list[Told]:
    parties = {actor for cluster in clusters for actor in cluster.sources | cluster.targets}
    near = [h for h in heads if len(parties.intersection(h.actors)) > 1]
    return _named([Told(_incident(cluster, echoes_of(cluster, near)), cluster.reports) for cluster in clusters])


def _incident(cluster: Cluster, echoes: Sequence[Report]) -> Incident:
    return _INCIDENTS.of((tuple(cluster.reports), tuple(echoes)), lambda: _told(cluster, echoes))


def _told(cluster: Cluster, echoes: Sequence[Report]) -> Incident:
    told = _one_of_each_article(r for r in cluster.reports if r.status != DENIED)
    tellers = {r.article_id for r in told}
    denials = _one_of_each_article(r for r in cluster.reports if r.article_id not in tellers)
    whole = [*told, *denials, *echoes]
    first = min(told, key=order)
    status = max((r.status for r in told), key=lambda status: _RANK[status])
    kind = _most([r for r in told if r.status == status])
    sides = _sides(told, first)
    independent, copies = sources.counted([*told, *echoes])
    kept = _kept(whole)
    return Incident(
        id="",
        day=_day(told),
        owner=_owner(told),
        at=first.at,
        signal=kind.signal,
        type=kind.type,
        cameo=kind.cameo,
        goldstein=kind.goldstein,
        quad=kind.quad,
        status=_fate(status, sources.counted(told)[0], bool(denials)),
        object=kind.object,
        word=kind.word,
        family=kind.family,
        mutual=kind.mutual,
        reports=kept,
        sources=tuple(sides[0]),
        targets=tuple(sides[1]),
        source_names=tuple(sides[0].values()),
        target_names=tuple(sides[1].values()),
        place=next((r.place for r in kept if r.place), ""),
        independent=independent,
        copies=copies,
        confirmed=sources.are_confirmed([*told, *echoes]),
    )


def _one_of_each_article(reports: Iterable[Report]) -> list[Report]:
    """Of several deeds of an article that tell one happening, keep the one that tells it best."""
    best: dict[str, Report] = {}
    for report in sorted(reports, key=telling):
        best.setdefault(report.article_id, report)
    return list(best.values())


def _kept(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Keep the first report of every source before any second, the most telling first."""
    first = sorted((min(group, key=order) for group in sources.grouped(reports)), key=order)
    more = sorted((r for r in reports if r not in first), key=order)
    return tuple(sorted([*first, *more][:TELLINGS], key=telling))


def _most(reports: Sequence[Report]) -> Report:
    """Give the most telling report of the kind that most reports have."""
    kinds = Counter(r.signal for r in reports)
    return min(reports, key=lambda r: (-kinds[r.signal], *telling(r)))


def _fate(status: Fate, independent: int, is_denied: bool) -> Fate:
    """Say how far it got: what was denied stands only where it was done, and independent sources tell so."""
    return "denied" if is_denied and (status in UNSURE or independent == 1) else status


def _day(reports: Sequence[Report]) -> str:
    """Give the day that most sources tell; where none does, that of the first report."""
    days = Counter(group[0].day for group in sources.grouped([r for r in reports if r.day]))
    if days:
        return min(days, key=lambda day: (-days[day], day))
    return min(r.at for r in reports).date().isoformat()


def _sides(reports: Sequence[Report], first: Report) -> tuple[dict[str, str], dict[str, str]]:
    """Give who did it and to whom, each with the name: all whom a third of those who name that side name."""
    sides = []
    for ids, names in (("sources", "source_names"), ("targets", "target_names")):
        named = Counter(actor for r in reports for actor in getattr(r, ids))
        telling = sum(1 for r in reports if getattr(r, ids))
        called: dict[str, str] = {}
        for r in reports:
            for actor, name in zip(getattr(r, ids), getattr(r, names), strict=True):
                called[actor] = fuller(called.get(actor, ""), name)
        ranked = sorted(named, key=lambda actor: (-named[actor], actor not in getattr(first, ids), actor))
        sides.append({a: called[a] for a in ranked if named[a] * _SHARE >= telling})
    doers, others = sides
    if first.mutual:
        others = {a: name for a, name in others.items() if a not in doers}
        if not others and len(doers) > 1:  # "A and B met": the one that leads is one side
            lead = next(iter(doers))
            doers, others = {lead: doers[lead]}, {a: n for a, n in doers.items() if a != lead}
    else:
        others = {a: name for a, name in others.items() if a not in doers}
    return dict(list(doers.items())[:PARTIES]), dict(list(others.items())[:PARTIES])


def _owner(reports: Sequence[Report]) -> str:
    """Name the participant that raises the alert: one whom all reports that tell both sides name, so that it sees them.

    Of a deed with a direction that is who does it; whom it was done to, where several did it together.
    """
    whole = [r for r in reports if len(r.parties) > 1 and (r.mutual or (r.sources and r.targets))] or list(reports)
    common: set[str] = set(whole[0].parties).intersection(*(r.parties for r in whole))
    if whole[0].mutual:
        return min(common or {a for r in whole for a in r.parties})
    is_joint, is_wide = (any(len(getattr(r, side)) > 1 for r in whole) for side in ("sources", "targets"))
    sides = ("targets", "sources") if is_joint and not is_wide else ("sources", "targets")
    ranked: list[str] = [a for side in sides for a in sorted({a for r in whole for a in getattr(r, side)})]
    return next((a for a in ranked if a in common), ranked[0])


def _named(found: Iterable[Told]) -> list[Told]:
    """Give each incident its id: family, owner, and day and sides as its first report told them.

    Later reports only widen it.  Where they make it another's, it goes on under another id: no two raise one alert.
    """
    named, taken = [], Counter[str]()
    firsts = [(min((r for r in told.reports if r.status != DENIED), key=order), told) for told in found]
    for first, told in sorted(firsts, key=lambda pair: order(pair[0])):
        sides = [side[0] if side else "" for side in (first.sources, first.targets)]
        day = own_day(first).isoformat()
        owner = told.incident.owner
        name = digest("incident", first.family, owner, day, *(sorted(sides) if first.mutual else sides))
        taken[name] += 1
        own = name if taken[name] == 1 else digest(name, str(taken[name]))
        named.append(Told(replace(told.incident, id=own), told.reports))
    return named


def headline(incident: Incident, turn: Turn | None = None) -> str:
    """Head it as an editor would, in view of the `turn` it makes; in the article's words where that has no form."""
    best = incident.reports[0]
    told = headlines.headline(
        incident.signal,
        incident.status,
        incident.source_names,
        incident.target_names,
        about=incident.object,
        place=incident.place,
        day=date.fromisoformat(incident.day),
        told=incident.at.date(),
        turn=(turn.kind, turn.at.date()) if turn is not None and turn.at is not None else None,
        wording=best.sentence,
    )
    return told or best.sentence


def words(signal: str) -> str:
    """Write a signal's name as words."""
    return signal.replace("_", " ")


def fuller(a: str, b: str) -> str:
    """Choose the longer of two names, in whatever order they came."""
    return max(a, b, key=lambda name: (len(name), name))
