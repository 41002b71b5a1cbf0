"""Many reports of one happening -> one incident, and copies told from independent sources.

An incident is what one actor did to another about one object within one week.  Weeks are fixed in advance
(each kind of incident has its own first day), because a window that opened with the first report would depend
on which report came first, and a replay would raise other alerts.  Called by `agents.state`; pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from agents.fingerprint import resemblance
from agents.identity import digest
from agents.records import ArticleHead, Deed, Incident, Report

WEEK_DAYS = 7
REPORTS = 5  # earliest reports kept; counts of sources stop there
SENTENCE = 280  # characters of the sentence kept in a report
SKETCH = 16  # values of the article's fingerprint kept in a report
COPY = 0.5  # resemblance from which two texts are one wire story (reference/feeds.md section 5)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANK = {"negated": 0, "historical": 0, "hypothetical": 1, "announced": 2, "done": 3}


def since(key: str, at: datetime) -> str:
    """Give the first day of the week that a moment falls in, for incidents of this key."""
    phase = int(digest(key), 16) % WEEK_DAYS
    day = (at - _EPOCH).days
    return (_EPOCH + timedelta(days=day - (day + phase) % WEEK_DAYS)).date().isoformat()


def incident_id(deed: Deed, at: datetime) -> tuple[str, str]:
    """Name the incident that a deed belongs to, and the first day of its week."""
    key = "|".join((deed.source, deed.target, deed.signal, deed.object))
    week = since(key, at)
    return digest(key, week), week


def report_of(deed: Deed, article: ArticleHead) -> Report:
    """Make an article's report of a deed."""
    return Report(
        article_id=article.id,
        revision=article.revision,
        at=article.published_at,
        url=article.url,
        title=article.title[:SENTENCE],
        outlet=article.outlet,
        sentence=deed.sentence[:SENTENCE],
        start=deed.start,
        end=deed.end,
        rule=deed.rule,
        confidence=deed.confidence,
        attributed_to=deed.attributed_to,
        sketch=article.fingerprint[:SKETCH],
    )


def incident_of(deed: Deed, report: Report, known: Incident | None) -> Incident:
    """Make the incident that a deed reports, or add the report to the one known."""
    name, week = incident_id(deed, report.at)
    others = [r for r in known.reports if r.article_id != report.article_id] if known else []
    stronger = known is not None and _RANK[known.status] > _RANK[deed.status]
    return Incident(
        id=name,
        since=week,
        signal=deed.signal,
        type=deed.type,
        cameo=deed.cameo,
        goldstein=deed.goldstein,
        quad=deed.quad,
        status=known.status if known and stronger else deed.status,
        object=deed.object,
        word=deed.word,
        source=deed.source,
        target=deed.target,
        source_name=deed.source_name,
        target_name=deed.target_name,
        place=max(deed.place, known.place if known else ""),
        reports=earliest([*others, report]),
        alerts=known.alerts if known else (),
    )


def earliest(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Keep the earliest reports, in order."""
    return tuple(sorted(reports, key=lambda r: (r.at, r.article_id))[:REPORTS])


def sources(incident: Incident) -> tuple[int, int]:
    """Count independent sources and copies among the reports.

    Two reports are of one source when they come from one outlet or their articles resemble each other.
    """
    groups: list[list[Report]] = []
    for report in incident.reports:
        alike = [g for g in groups if any(_same_source(report, r) for r in g)]
        merged = [report, *(r for g in alike for r in g)]
        groups = [g for g in groups if g not in alike] + [merged]
    return len(groups), len(incident.reports) - len(groups)


def _same_source(a: Report, b: Report) -> bool:
    return bool(a.outlet and a.outlet == b.outlet) or resemblance(a.sketch, b.sketch) >= COPY
