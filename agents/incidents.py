"""Many reports of one happening -> one incident, whoever told it first and in whatever order.

Pure functions of the set of reports: what they give does not depend on how the reports came.  Reports tell one
happening when their kinds are of one family, their sides fit and they are of one day; a side that is not told fits any,
but nothing is joined across dyads.  Called by `agents.state` and by whoever shows a state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from agents import headlines, sources
from agents.clipping import cut
from agents.gists import nearness
from agents.identity import digest
from agents.limits import FAMILY_CHARS, PARTIES, REPORT_CHARS, SKETCH, TELLINGS, TITLE_CHARS, URL_CHARS
from agents.memo import Memo
from agents.records import ArticleHead, Deed, Fate, Gist, Head, Incident, Report, Turn

ONE_DAY = 1  # days by which outlets differ on the day of one deed: zones, and who writes after midnight
NEWS_DAYS = 2  # how long after its day what a title tells, with no day, is still the same
RECALL_DAYS = 14  # the same for what an article tells behind its title
PLAN_DAYS = 60  # how long before its day a plan is told
_SHARE = 3  # a side is whom one in so many of its reports names

NEAR_WORDS = 0.12  # share of a head's words that those of a report have, where it touches the kind ...
FEW_WORDS = 0.2  # ... and where not: of 347 pairs of articles that name two in common, nine in ten share less
AHEAD = timedelta(days=1)  # how long before the first report an article may tell it, where it touches the kind ...
FIRST = timedelta(hours=2)  # ... and where not
_OF_ARTICLE = tuple(name for name in Head.__struct_fields__ if name not in Gist.__struct_fields__)

_RANK = {"negated": 0, "hypothetical": 1, "reported": 2, "announced": 3, "done": 4}
_DENIED = "negated"
_UNSURE = frozenset({"reported", "announced"})


# Of an actor that is in every article most incidents are the same from one fold to the next.
_KEPT = 2_000
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Cluster:
    """An incident in the making: its reports, and the day of the first."""

    day: date
    reports: list[Report] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    key: tuple[object, ...] = ()
    articles: frozenset[str] = frozenset()
    like: Report | None = None  # the one that tells it best
    first: datetime = _NEVER
    earliest: int = -ONE_DAY  # days before its own on which it may be told

    def add(self, report: Report) -> None:
        """Add a report that fits."""
        self.reports.append(report)
        self.sources.update(report.sources)
        self.targets.update(report.targets)

    def close(self) -> None:
        """Note what all reports together tell, when all are there."""
        self.key = tuple(map(_key, self.reports))
        self.articles = frozenset(r.article_id for r in self.reports)
        self.like = min(self.reports, key=_telling)
        self.first = min(r.at for r in self.reports)
        if any(r.status in _UNSURE for r in self.reports):
            self.earliest = -PLAN_DAYS


def report_of(deed: Deed, article: ArticleHead, *, late: bool = False) -> Report:
    """Make an article's report of a deed."""
    told = {name: getattr(deed, name) for name in Deed.__struct_fields__}
    return Report(
        **told | {"sentence": cut(deed.sentence[:REPORT_CHARS], REPORT_CHARS)},
        **_of_article(article),
        late=late,
    )


def _of_article(article: ArticleHead) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "revision": article.revision,
        "at": article.published_at,
        "url": article.url if len(article.url) <= URL_CHARS else "",
        "title": cut(article.title, TITLE_CHARS),
        "outlet": article.outlet,
        "origins": sources.origins_of(article, FAMILY_CHARS),
        "state_run": article.state_run,
        "sketch": article.fingerprint[:SKETCH],
    }


_FAMILIES = Memo[list["Told"]](_KEPT)
_CLUSTERS = Memo[list[_Cluster]](_KEPT)
_INCIDENTS = Memo[Incident](5 * _KEPT)


class Told(NamedTuple):
    """An incident and all reports that tell it."""

    incident: Incident
    reports: Sequence[Report]


def head_of(gist: Gist, article: ArticleHead) -> Head:
    """Make the head of an article as a state keeps it."""
    told = {name: getattr(gist, name) for name in Gist.__struct_fields__}
    return Head(**told, **_of_article(article))


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


def order(report: Report) -> tuple[object, ...]:
    """Give the place of a report among others: by its time, then by article and place in it."""
    return report.at, report.article_id, report.start, report.id


def fits_day(day: date, report: Report) -> bool:
    """Tell whether a report may tell a deed of a day; a denial is of the day of what it denies."""
    is_denial = report.status == _DENIED
    if report.day and not is_denial:
        return abs((date.fromisoformat(report.day) - day).days) <= ONE_DAY
    since = (report.at.date() - day).days
    earliest = -PLAN_DAYS if is_denial or report.status in _UNSURE else -ONE_DAY
    return earliest <= since <= (NEWS_DAYS if report.start < len(report.title) else RECALL_DAYS)


def fit_sides(report: Deed, doers: set[str], others: set[str]) -> bool:
    """Tell whether a report's sides may be those of a deed: none against them, and one of them theirs."""
    mine, theirs = set(report.sources), set(report.targets)
    if report.mutual:
        parties, told = doers | others, mine | theirs
        return len(parties & told) > 1 or told <= parties or parties <= told
    against = (mine and doers and not mine & doers) or (
        theirs and others and not theirs & others and not report.aimless
    )
    return not against and bool(mine & doers or theirs & others)


def _of_family(reports: Sequence[Report], heads: Sequence[Head]) -> list[Told]:
    key = tuple(map(_key, reports))
    seen = tuple((h.article_id, h.revision) for h in heads)
    return _FAMILIES.of((key, seen), lambda: _told_by(_CLUSTERS.of(key, lambda: _clustered(reports)), heads))


def _told_by(clusters: Sequence[_Cluster], heads: Iterable[Head]) -> list[Told]:
    parties = {actor for cluster in clusters for actor in cluster.sources | cluster.targets}
    near = [h for h in heads if len(parties.intersection(h.actors)) > 1]
    return _named([Told(_incident(cluster, _echoes(cluster, near)), cluster.reports) for cluster in clusters])


def _key(report: Report) -> tuple[object, ...]:
    """Give what tells a report from any other."""
    r = report
    return r.id, r.revision, r.article_id, r.at, r.status, r.day, r.sources, r.targets, r.late


def _clustered(reports: Sequence[Report]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    denials = [r for r in reports if r.status == _DENIED]
    # What tells its day and all sides comes first: the others are then put beside it.
    told = sorted((r for r in reports if r.status != _DENIED), key=lambda r: (not r.day, -len(r.parties), *order(r)))
    for report in told:
        cluster = _nearest(clusters, report)
        if cluster is None:
            clusters.append(cluster := _Cluster(_own_day(report)))
        cluster.add(report)
    for denial in sorted(denials, key=order):
        cluster = _nearest(clusters, denial)
        if cluster is not None:
            cluster.add(denial)
    for cluster in clusters:
        cluster.close()
    return clusters


def _echoes(cluster: _Cluster, heads: Iterable[Head]) -> list[Report]:
    """Give the articles whose head tells an incident that their text was not read to tell, as reports of it."""
    like, heads = cluster.like, [h for h in heads if _names_both(h, cluster)]
    if like is None or not heads:
        return []
    told = [h.words for h in heads if h.article_id in cluster.articles]
    others = [h for h in heads if h.article_id not in cluster.articles]
    return [_echo(head, like) for head in others if _is_near(head, like.family, head.at - cluster.first, told)]


def _names_both(head: Head, cluster: _Cluster) -> bool:
    """Tell whether the head of an article of those days names both sides of an incident."""
    if not cluster.earliest <= (head.at.date() - cluster.day).days <= NEWS_DAYS:
        return False
    doing, suffering = cluster.sources.intersection(head.actors), cluster.targets.intersection(head.actors)
    are_named = (doing or not cluster.sources) and (suffering or not cluster.targets)
    return bool(are_named) and len(doing | suffering) > 1


def _is_near(head: Head, family: str, later: timedelta, told: Iterable[Sequence[int]]) -> bool:
    """Tell whether a head is near to one of those that tell it, and not before them."""
    is_touched = family in head.families
    least, ahead = (NEAR_WORDS, AHEAD) if is_touched else (FEW_WORDS, FIRST)
    return later >= -ahead and any(nearness(head.words, words) >= least for words in told)


def _echo(head: Head, like: Report) -> Report:
    article = {name: getattr(head, name) for name in _OF_ARTICLE}
    return replace(like, **article, sentence=cut(head.title, REPORT_CHARS), start=0, end=len(head.title))


def _own_day(report: Report) -> date:
    return date.fromisoformat(report.day) if report.day else report.at.date()


def _nearest(clusters: Sequence[_Cluster], report: Report) -> _Cluster | None:
    fitting = [c for c in clusters if fits_day(c.day, report) and fit_sides(report, c.sources, c.targets)]
    return min(fitting, key=lambda c: abs((c.day - _own_day(report)).days), default=None)


def _incident(cluster: _Cluster, echoes: Sequence[Report]) -> Incident:
    return _INCIDENTS.of((cluster.key, tuple(map(_key, echoes))), lambda: _told(cluster, echoes))


def _told(cluster: _Cluster, echoes: Sequence[Report]) -> Incident:
    told = _one_of_each_article(r for r in cluster.reports if r.status != _DENIED)
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
    for report in sorted(reports, key=_telling):
        best.setdefault(report.article_id, report)
    return list(best.values())


def _telling(report: Report) -> tuple[object, ...]:
    """Order reports by how well they tell it: in the lead, with all sides, surely, early."""
    return (not report.leads, -min(2, len(report.parties)), -report.confidence, *order(report))


def _kept(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Keep the first report of every source before any second, the most telling first."""
    first = sorted((min(group, key=order) for group in sources.grouped(reports)), key=order)
    more = sorted((r for r in reports if r not in first), key=order)
    return tuple(sorted([*first, *more][:TELLINGS], key=_telling))


def _most(reports: Sequence[Report]) -> Report:
    """Give the most telling report of the kind that most reports have."""
    kinds = Counter(r.signal for r in reports)
    return min(reports, key=lambda r: (-kinds[r.signal], *_telling(r)))


def _fate(status: Fate, independent: int, is_denied: bool) -> Fate:
    """Say how far it got: what was denied stands only where it was done, and independent sources tell so."""
    return "denied" if is_denied and (status in _UNSURE or independent == 1) else status


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
    firsts = [(min((r for r in told.reports if r.status != _DENIED), key=order), told) for told in found]
    for first, told in sorted(firsts, key=lambda pair: order(pair[0])):
        sides = [side[0] if side else "" for side in (first.sources, first.targets)]
        day = _own_day(first).isoformat()
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
