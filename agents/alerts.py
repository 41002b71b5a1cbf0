"""judge(before, after, article, rules) -> alerts: which incidents are worth waking somebody for.

Rules are data (`agents/lexicon/alerts.toml`).  An alert is named by its rule and incident, so whoever judges the
same incident again, after a crash or in another order, gives it the same id.  A turn is named by dyad, object, week
and its count within the week, since which incident shows it hangs on the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import get_args

import msgspec

from agents import shifts
from agents.clipping import cut
from agents.identity import digest
from agents.incidents import headline, incident_of, sources
from agents.lexicon.alerts import AlertRule
from agents.limits import HEADLINE_CHARS, RAISED
from agents.raising import may_be_open, severity_of, sides_missing, stays_at_home
from agents.records import (
    ActorState,
    Alert,
    ArticleHead,
    Coverage,
    Delta,
    Evidence,
    Incident,
    Relation,
    Report,
    Severity,
    Standing,
    Step,
)
from agents.state import report_in, step_of

DESKS = {
    "sanctions": "sanctions imposed, lifted, threatened or eased",
    "meetings": "summits and visits announced, held, cancelled or postponed",
    "talks": "talks halted, refused or resumed; ties cut or restored; envoys recalled or expelled",
    "arms": "arms promised, delivered, refused or cut",
    "aid": "aid given, refused or cut",
    "threats": "threats and ultimatums",
    "force": "force used, troops moved, blockades; ceasefires, withdrawals, releases",
    "agreements": "agreements signed, rejected or broken",
    "statements": "accusations, demands, praise: words that mark a line",
    "reversals": "a line that turned: what was promised is refused, what was halted is resumed",
    "coverage": "feeds that fell silent or came back: quiet because nothing happened, or because nobody looked",
}
GRAVITY = get_args(Severity)
TURN = "reversal"  # the kind of alerts that tell of a turn
REVERSAL = AlertRule(id=TURN, desk="reversals", severity="high", signals=frozenset())


def judge(
    before: ActorState,
    after: ActorState,
    delta: Delta,
    article: ArticleHead,
    rules: Sequence[AlertRule],
    most: int = RAISED,
) -> tuple[Alert, ...]:
    """Give the alerts that an article just folded into an actor's state calls for, none of them known to be raised.

    Only the actor whose line it is raises an alert, so that a dyad raises it once.  What is so late that the state
    has forgotten its incident is judged all the same, by this report alone.  Of more than `most` the gravest are
    given; the others stay unraised, and the next report of theirs raises them.
    """
    raised = []
    for incident, report in _told(after, delta, article):
        raised += [_alert(rule, incident, before, after, article) for rule in rules if _calls(rule, incident, report)]
        raised += _reversals(incident, report, before, after, article)
    known = {a for i in after.incidents for a in i.alerts}
    fresh = {a.id: a for a in raised if a.id not in known}
    gravest = sorted(fresh.values(), key=lambda a: (-GRAVITY.index(a.severity), -a.confidence, a.id))[:most]
    return tuple(sorted(gravest, key=lambda a: a.id))


def _told(state: ActorState, delta: Delta, article: ArticleHead) -> list[tuple[Incident, Report]]:
    """Give the incidents of the actor's own that the article reports, with its report, kept or not."""
    kept = {i.id: i for i in state.incidents}
    own = [deed for deed in delta.deeds if deed.speaks and deed.owner == state.actor_id]
    told = [incident_of(deed, report_in(delta, deed, article), None) for deed in own]
    first = {i.id: i for i in reversed(told)}  # the most telling deed of each incident comes first
    return [(kept.get(i.id, i), i.reports[0]) for i in first.values()]


def _calls(rule: AlertRule, incident: Incident, report: Report) -> bool:
    return (
        incident.signal in rule.signals
        and any(r.status in rule.statuses and r.confidence >= rule.min_confidence for r in (*incident.reports, report))
        and not stays_at_home(rule, incident.sources, incident.targets)
        and (not _is_open(incident, rule) or _may_be_open(incident, report, rule))
        and sources(incident)[0] >= rule.min_independent
    )


def _is_open(incident: Incident, rule: AlertRule) -> bool:
    """Tell whether a side that the rule asks for was not told."""
    return sides_missing(rule, incident.sources, incident.targets) > 0


def _may_be_open(incident: Incident, report: Report, rule: AlertRule) -> bool:
    return any(may_be_open(rule, incident.signal, r.confidence, r.leads) for r in (*incident.reports, report))


def _reversals(
    incident: Incident, report: Report, before: ActorState, after: ActorState, article: ArticleHead
) -> Iterable[Alert]:
    """Give the turns that this report made visible, be its step the newer or the older: that one may come late."""
    known = after.relations.get(incident.target)
    earlier = before.relations.get(incident.target)
    steps = {s.incident_id: s for s in [step_of(incident, report), *_about(known, incident)]}
    turns = shifts.turns(steps.values())
    seen = shifts.turns(_about(earlier, incident)) if turns else {}
    incidents = {i.id: i for i in after.incidents}
    for key, turn in turns.items():
        if key not in seen:
            told = incidents.get(turn.new.incident_id, incident)
            if turn.new.incident_id == incident.id:  # what was read just now shows the turn, older reports do not
                told = msgspec.structs.replace(told, reports=_first_of_all(report, told.reports))
            name = digest(REVERSAL.id, REVERSAL.version, incident.source, incident.target, *map(str, key))
            alert = _alert(REVERSAL, told, before, after, article)
            yield msgspec.structs.replace(
                alert,
                id=name,
                kind=TURN,
                severity=REVERSAL.severity,  # two reports on two days tell it, however sure each is by itself
                headline=cut(_turned(told, turn), HEADLINE_CHARS),
            )


def _first_of_all(report: Report, reports: Sequence[Report]) -> tuple[Report, ...]:
    return (report, *(r for r in reports if r.article_id != report.article_id))


def _about(relation: Relation | None, incident: Incident) -> list[Step]:
    """Give the steps that a report of this incident can turn, or that it can be a turn from."""
    week = date.fromisoformat(incident.since)
    first, last = (week - shifts.MEMORY).isoformat(), (week + shifts.MEMORY).isoformat()
    steps = relation.steps if relation else ()
    return [s for s in steps if s.object == incident.object and first <= s.since <= last]


def _alert(
    rule: AlertRule,
    incident: Incident,
    before: ActorState,
    after: ActorState,
    article: ArticleHead,
) -> Alert:
    first = incident.reports[0]
    independent, copies = sources(incident)
    return Alert(
        id=digest(rule.id, rule.version, incident.source, incident.id),
        desk=rule.desk,
        kind=incident.signal,
        severity=severity_of(
            rule, max(r.confidence for r in incident.reports), incident.status, is_open=_is_open(incident, rule)
        ),
        actor_id=after.actor_id,
        actor_name=incident.source_name or incident.target_name,
        counterpart_id=incident.target if incident.source else "",
        counterpart_name=incident.target_name if incident.source else "",
        headline=cut(headline(incident), HEADLINE_CHARS),
        rule=f"{rule.id}@{rule.version}",
        at=first.at,
        fetched_at=article.fetched_at,
        status=incident.status,
        type=incident.type,
        cameo=incident.cameo,
        goldstein=incident.goldstein,
        quad=incident.quad,
        object=incident.object,
        confidence=max(r.confidence for r in incident.reports),
        independent=independent,
        copies=copies,
        incident_id=incident.id,
        sources=incident.sources,
        targets=incident.targets,
        evidence=_evidence(incident),
        before=_standing(before, incident),
        after=_standing(after, incident),
        coverage=_coverage(after, article),
    )


def _turned(incident: Incident, turn: shifts.Turn) -> str:
    turned = msgspec.structs.replace(incident, signal=turn.new.signal)
    return headline(turned, (turn.old.signal, turn.old.at.date()))


def _evidence(incident: Incident) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            article_id=r.article_id,
            revision=r.revision,
            url=r.url,
            title=r.title,
            outlet=r.outlet,
            state_run=r.state_run,
            sentence=r.sentence,
            start=r.start,
            end=r.end,
            at=r.at,
            attributed_to=r.attributed_to,
        )
        for r in incident.reports
    )


def _standing(state: ActorState, incident: Incident) -> Standing | None:
    relation = state.relations.get(incident.target)
    if relation is None:
        return None
    last = relation.words.get(incident.object)
    return Standing(
        level=relation.level, trend=relation.trend, word=last.signal if last else "", word_at=last.at if last else None
    )


def _coverage(state: ActorState, article: ArticleHead) -> Coverage:
    since = article.published_at - timedelta(days=1)
    near = [c for c in state.articles if since <= c.at <= article.published_at]
    return Coverage(articles=len(near), outlets=len({c.outlet for c in near if c.outlet}))
