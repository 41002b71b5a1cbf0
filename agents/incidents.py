"""Many reports of one happening -> one incident, and copies told from independent sources.

An incident is what one actor did to another about one object within one week.  Weeks are fixed in advance
(each dyad and object has its own first day), because a window that opened with the first report would depend
on which report came first, and a replay would raise other alerts.  Called by `agents.state`; pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from agents import headlines
from agents.actor_names import called
from agents.clipping import cut
from agents.fingerprint import resemblance
from agents.identity import digest
from agents.limits import FAMILY_CHARS, REPORT_CHARS, REPORTS, SKETCH, TITLE_CHARS
from agents.records import ArticleHead, Deed, Incident, Report

WEEK_DAYS = 7
COPY = 0.5  # resemblance from which two texts are one wire story; editors change less than half of its shingles

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANK = {"negated": 0, "hypothetical": 1, "reported": 2, "announced": 3, "done": 4}


def since(key: str, at: datetime) -> str:
    """Give the first day of the week that a moment falls in, for incidents of this key."""
    phase = int(digest(key), 16) % WEEK_DAYS
    day = (at - _EPOCH).days
    return (_EPOCH + timedelta(days=day - (day + phase) % WEEK_DAYS)).date().isoformat()


def incident_id(deed: Deed, at: datetime) -> tuple[str, str]:
    """Name the incident that a deed belongs to, and the first day of its week.

    Opposite deeds share their weeks: what turned within a week then turned in that week, whichever was read first.
    """
    week = since("|".join((deed.source, deed.target, deed.object)), at)
    return digest(deed.source, deed.target, deed.signal, deed.object, week), week


def report_of(deed: Deed, article: ArticleHead, alone: bool = True) -> Report:
    """Make an article's report of a deed; `alone` unless the same article tells the opposite too."""
    return Report(
        article_id=article.id,
        revision=article.revision,
        at=article.published_at,
        url=article.url,
        title=cut(article.title, TITLE_CHARS),
        outlet=article.outlet,
        origins=_origins(article),
        state_run=article.state_run,
        sentence=cut(deed.sentence[:REPORT_CHARS], REPORT_CHARS),
        start=deed.start,
        end=deed.end,
        rule=deed.rule,
        confidence=deed.confidence,
        alone=alone,
        leads=deed.leads,
        also_sources=deed.also_sources,
        also_targets=deed.also_targets,
        type=deed.type,
        cameo=deed.cameo,
        goldstein=deed.goldstein,
        quad=deed.quad,
        status=deed.status,
        word=deed.word,
        attributed_to=deed.attributed_to,
        place=deed.place,
        sketch=article.fingerprint[:SKETCH],
    )


def incident_of(deed: Deed, report: Report, known: Incident | None) -> Incident:
    """Make the incident that a deed reports, or add the report to the one known.

    Of several sentences of an article the first counts: its deeds come the most telling first.
    """
    name, week = incident_id(deed, report.at)
    known_reports = known.reports if known else ()
    same = next((r for r in known_reports if r.revision == report.revision), report)
    others = [r for r in known_reports if r.article_id != report.article_id]
    reports = earliest([*others, same])
    return Incident(
        id=name,
        since=week,
        signal=deed.signal,
        object=deed.object,
        source=deed.source,
        target=deed.target,
        source_name=fuller(deed.source_name, known.source_name if known else ""),
        target_name=fuller(deed.target_name, known.target_name if known else ""),
        alerts=known.alerts if known else (),
        reports=reports,
        **_told(reports),
    )


def without(incident: Incident, article_id: str) -> Incident | None:
    """Take an article's report out of an incident; None where no other is left."""
    reports = tuple(r for r in incident.reports if r.article_id != article_id)
    return msgspec.structs.replace(incident, reports=reports, **_told(reports)) if reports else None


def headline(incident: Incident, turn: tuple[str, date] | None = None) -> str:
    """Head it as an editor would, in view of the `turn` it makes; in the article's words where that has no form."""
    first = incident.reports[0]
    sources, targets = (called(ids, name) for ids, name in (
        (incident.sources, incident.source_name), (incident.targets, incident.target_name),
    ))  # fmt: skip
    told = headlines.headline(
        incident.signal, incident.status, sources, targets,
        about=incident.object, place=incident.place, told=first.at.date(), turn=turn, wording=first.sentence,
    )  # fmt: skip
    return told or first.sentence


def words(signal: str) -> str:
    """Write a signal's name as words."""
    return signal.replace("_", " ")


def fuller(a: str, b: str) -> str:
    """Choose the longer of two names, in whatever order they came."""
    return max(a, b, key=lambda name: (len(name), name))


def _told(reports: tuple[Report, ...]) -> dict[str, Any]:
    first = reports[0]
    return {
        "type": first.type,
        "cameo": first.cameo,
        "goldstein": first.goldstein,
        "quad": first.quad,
        "word": first.word,
        "status": max((r.status for r in reports), key=lambda status: _RANK[status]),
        "place": next((r.place for r in reports if r.place), ""),
    }


def earliest(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Keep the earliest reports, in order."""
    return tuple(sorted(reports, key=lambda r: (r.at, r.article_id))[:REPORTS])


def sources(incident: Incident) -> tuple[int, int]:
    """Count independent sources and copies among the reports.

    Two reports are of one source when they come from one publisher, when one is the other's or both are a third's by
    their own words, or when their articles resemble each other.
    """
    groups: list[list[Report]] = []
    for report in incident.reports:
        alike = [g for g in groups if any(_same_source(report, r) for r in g)]
        merged = [report, *(r for g in alike for r in g)]
        groups = [g for g in groups if g not in alike] + [merged]
    return len(groups), len(incident.reports) - len(groups)


def _same_source(a: Report, b: Report) -> bool:
    return not set(a.origins).isdisjoint(b.origins) or resemblance(a.sketch, b.sketch) >= COPY


def _origins(article: ArticleHead) -> tuple[str, ...]:
    """Give everybody whose words an article may be."""
    publisher = cut(article.publisher or article.outlet, FAMILY_CHARS)
    return tuple(dict.fromkeys(origin for origin in (publisher, *article.relays) if origin))
