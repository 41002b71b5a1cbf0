"""Which reports tell one happening: of one family of kinds, of fitting sides and of one day.

A side that is not told fits any, but nothing is joined across dyads.  Articles of which only the head is near count as
reports of what others tell.  Called by `agents.incidents` for the reports of one family; pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from agents.clipping import cut
from agents.gists import nearness
from agents.limits import REPORT_CHARS
from agents.records import Deed, Gist, Head, Report
from agents.reports import DENIED, UNSURE, order, own_day, telling

ONE_DAY = 1  # days by which outlets differ on the day of one deed: zones, and who writes after midnight
NEWS_DAYS = 2  # how long after its day what a title tells, with no day, is still the same
RECALL_DAYS = 14  # the same for what an article tells behind its title
PLAN_DAYS = 60  # how long before its day a plan is told
NEAR_WORDS = 0.12  # share of a head's words that those of a report have, where it touches the kind ...
FEW_WORDS = 0.2  # ... and where not: of 347 pairs of articles that name two in common, nine in ten share less
AHEAD = timedelta(days=1)  # how long before the first report an article may tell it, where it touches the kind ...
FIRST = timedelta(hours=2)  # ... and where not
_OF_ARTICLE = tuple(name for name in Head.__struct_fields__ if name not in Gist.__struct_fields__)

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Cluster:
    """An incident in the making: its reports, and the day of the first."""

    day: date
    reports: list[Report] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
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
        self.articles = frozenset(r.article_id for r in self.reports)
        self.like = min(self.reports, key=telling)
        self.first = min(r.at for r in self.reports)
        if any(r.status in UNSURE for r in self.reports):
            self.earliest = -PLAN_DAYS


def clustered(reports: Sequence[Report]) -> list[Cluster]:
    """Put together the reports of one family that tell one happening; what denies what nobody tells is left out."""
    clusters: list[Cluster] = []
    denials = [r for r in reports if r.status == DENIED]
    # What tells its day and all sides comes first: the others are then put beside it.
    told = sorted((r for r in reports if r.status != DENIED), key=lambda r: (not r.day, -len(r.parties), *order(r)))
    for report in told:
        cluster = _nearest(clusters, report)
        if cluster is None:
            clusters.append(cluster := Cluster(own_day(report)))
        cluster.add(report)
    for denial in sorted(denials, key=order):
        cluster = _nearest(clusters, denial)
        if cluster is not None:
            cluster.add(denial)
    for cluster in clusters:
        cluster.close()
    return clusters


def echoes_of(cluster: Cluster, heads: Iterable[Head]) -> list[Report]:
    """Give the articles whose head tells an incident that their text was not read to tell, as reports of it."""
    like, heads = cluster.like, [h for h in heads if _names_both(h, cluster)]
    if like is None or not heads:
        return []
    told = [h.words for h in heads if h.article_id in cluster.articles]
    others = [h for h in heads if h.article_id not in cluster.articles]
    return [_echo(head, like) for head in others if _is_near(head, like.family, head.at - cluster.first, told)]


def _names_both(head: Head, cluster: Cluster) -> bool:
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


def _nearest(clusters: Sequence[Cluster], report: Report) -> Cluster | None:
    fitting = [c for c in clusters if fits_day(c.day, report) and fit_sides(report, c.sources, c.targets)]
    return min(fitting, key=lambda c: abs((c.day - own_day(report)).days), default=None)


def fits_day(day: date, report: Report) -> bool:
    """Tell whether a report may tell a deed of a day; a denial is of the day of what it denies."""
    is_denial = report.status == DENIED
    if report.day and not is_denial:
        return abs((date.fromisoformat(report.day) - day).days) <= ONE_DAY
    since = (report.at.date() - day).days
    earliest = -PLAN_DAYS if is_denial or report.status in UNSURE else -ONE_DAY
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
