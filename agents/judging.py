"""judge(before, after) -> the revisions of alerts that a fold calls for, and the incidents that it changes.

What a report can change are the incidents of its kinds, and the turns of those that are about the same object.
Called by `agents.tracker`; pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from agents.alerts import alert_of
from agents.clusters import NEWS_DAYS
from agents.lexicon.alerts import AlertRule
from agents.limits import RAISED
from agents.lives import heirs, revised, withdrawn
from agents.raising import GRAVITY
from agents.records import ActorState, Alert, ArticleHead, Head, Incident, Life, Report
from agents.reports import name_of, own_day
from agents.state import incidents_about
from agents.turns import against

T = TypeVar("T", Report, Head)


class Gone(NamedTuple):
    """An incident that is no more, as `demarche.incidents` must be told: another took it in, or nothing tells it."""

    id: str
    owner: str


class Judged(NamedTuple):
    """The alerts to be sent after a fold; of the actor's own incidents those that are new or changed, and those gone.

    An incident whose reports the state has forgotten is not gone: it stays as it was.
    """

    alerts: tuple[Alert, ...] = ()
    incidents: tuple[Incident, ...] = ()
    gone: tuple[str, ...] = ()


def judge(
    before: ActorState,
    after: ActorState,
    lives: Mapping[str, Life],
    article: ArticleHead,
    rules: Sequence[AlertRule],
    most: int = RAISED,
) -> Judged:
    """Say what a fold calls for, `lives` being the alerts that were sent before; an incident is told by its owner only.

    Of more than `most` the gravest are given; the others stay unsent, and the next report of theirs sends them.
    """
    touched = {r.family for r in _differing(before.reports, after.reports)} | _echoed(before, after)
    if not touched:
        return Judged()
    objects = {s.object for s in (*before.steps, *after.steps) if s.family in touched and s.object}
    families = touched | {s.family for s in after.steps if s.object in objects}
    known = {i.id: i for i in incidents_about(before, families)}
    now = {i.id: i for i in incidents_about(after, families)}
    fresh = [i for i in now.values() if i != known.get(i.id)]
    changed = fresh + [i for i in known.values() if i.id not in now]
    asked = [i for i in now.values() if any(i.id == c.id or against(i, c) for c in changed)]
    called = [(i, alert_of(i, after, article, rules)) for i in asked]
    revisions = [revised(alert, lives.get(alert.id)) for _, alert in called if alert is not None]
    sent = [alert for alert in revisions if alert is not None]
    gone = [i for i in known.values() if i.id not in now and not _is_settled(i, after, article)]
    ended = [i for i, alert in called if alert is None] + gone
    into = heirs(before.reports, after.reports) if any(i.id in lives for i in ended) else {}
    for incident in ended:
        last = alert_of(known.get(incident.id, incident), before, article, rules)
        if incident.id in lives and last is not None:
            sent.append(withdrawn(last, lives[incident.id], into.get(incident.id, "")))
    gravest = sorted(sent, key=_rank)[:most]
    return Judged(
        alerts=tuple(sorted(gravest, key=lambda a: a.id)),
        incidents=tuple(i for i in fresh if i.owner == after.actor_id),
        gone=tuple(i.id for i in gone if i.owner == after.actor_id),
    )


def _differing(before: tuple[T, ...], after: tuple[T, ...]) -> set[T]:
    """Give what is in one of two rows only; most folds leave the very same row."""
    return set() if before is after else set(before).symmetric_difference(after)


def _rank(alert: Alert) -> tuple[object, ...]:
    """Order alerts by what must be sent first: what nobody was told yet, what is grave, what is sure."""
    return alert.update != "new", -GRAVITY.index(alert.severity), -alert.confidence, alert.id


def _echoed(before: ActorState, after: ActorState) -> set[str]:
    """Give the families of which the heads of articles that came or went may tell something."""
    return {
        r.family
        for head in _differing(before.heads, after.heads)
        for r in after.reports
        if len(set(head.actors).intersection(r.parties)) > 1 and (head.at.date() - own_day(r)).days <= NEWS_DAYS
    }


def _is_settled(incident: Incident, state: ActorState, article: ArticleHead) -> bool:
    """Tell whether an incident is gone only because the state has forgotten its reports.

    Of what was denied there is no step to tell: it is forgotten where none of its reports is left, and this article
    did not take back the last.
    """
    if any(s.settled and s.incident_id == incident.id for s in state.steps):
        return True
    left = {name_of(r) for r in state.reports}
    return all(r.article_id != article.id and name_of(r) not in left for r in incident.reports)
