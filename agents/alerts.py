"""alert_of(incident) -> the alert that it calls for: which happenings are worth waking somebody for.

Rules are data (`agents/lexicon/alerts.toml`).  An alert is a function of what is known, not of the order in which it
was read: whoever judges the same state again gives the same alerts.  What is new in one, and whether it must be sent,
say `agents.lives`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from agents.clipping import cut
from agents.incidents import headline
from agents.lexicon.alerts import AlertRule
from agents.limits import EVIDENCE, HEADLINE_CHARS
from agents.raising import GRAVITY, may_be_open, severity_of, sides_missing, stays_at_home
from agents.records import (
    ActorState,
    Alert,
    ArticleHead,
    Coverage,
    Evidence,
    Incident,
    Relation,
    Severity,
    Standing,
    Turn,
)
from agents.relations import counterparts, relation_of
from agents.state import step_of
from agents.turns import turn_of, turned_by

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
REVERSALS = "reversals"
_NEEDS_A_TURN = "policy_turn"  # that somebody turned is no news without what was turned


def alert_of(incident: Incident, state: ActorState, article: ArticleHead, rules: Sequence[AlertRule]) -> Alert | None:
    """Give the alert that an incident of a state calls for; None where no rule asks for it.

    Only the participant whose incident it is raises it, so that it is raised once.  `article` is the one just read.
    """
    if incident.owner != state.actor_id:
        return None
    asking = [rule for rule in rules if _calls(rule, incident)]
    if not asking:
        return None
    rule = max(asking, key=lambda rule: GRAVITY.index(rule.severity))
    turn = turn_of(incident, state.steps)
    if turn is None and incident.signal == _NEEDS_A_TURN and not incident.targets:
        return None
    relation = _relation(state, incident)
    counterpart = incident.targets[:1]
    return Alert(
        id=incident.id,
        desk=rule.desk,
        kind=incident.signal,
        severity=_severity(rule, incident, turn),
        actor_id=incident.parties[0],
        actor_name=(incident.source_names + incident.target_names)[0],
        counterpart_id=counterpart[0] if incident.sources and counterpart else "",
        counterpart_name=incident.target_names[0] if incident.sources and counterpart else "",
        headline=cut(headline(incident, turn), HEADLINE_CHARS),
        rule=f"{rule.id}@{rule.version}",
        at=incident.at,
        fetched_at=article.fetched_at,
        day=incident.day,
        status=incident.status,
        type=incident.type,
        cameo=incident.cameo,
        goldstein=incident.goldstein,
        quad=incident.quad,
        object=incident.object,
        confidence=_confidence(incident),
        independent=incident.independent,
        copies=incident.copies,
        confirmed=incident.confirmed,
        turn=turn,
        reversed_by=turned_by(incident, state.steps),
        sources=incident.sources,
        targets=incident.targets,
        evidence=_evidence(incident),
        before=_standing(_without(state, incident), incident),
        after=_standing(relation, incident),
        coverage=_coverage(state, article),
    )


def desks_of(alert: Alert) -> tuple[str, ...]:
    """Name the desks that are told of an alert: its own, and that of reversals where it takes something back."""
    return tuple(dict.fromkeys([alert.desk, REVERSALS])) if alert.turn is not None else (alert.desk,)


def _calls(rule: AlertRule, incident: Incident) -> bool:
    return (
        incident.signal in rule.signals
        and any(
            r.status in rule.statuses and r.confidence >= rule.min_confidence and not r.late for r in incident.reports
        )
        and not stays_at_home(rule, incident.sources, incident.targets)
        and (not _is_open(incident, rule) or _may_be_open(incident, rule))
        and incident.independent >= rule.min_independent
    )


def _is_open(incident: Incident, rule: AlertRule) -> bool:
    """Tell whether a side that the rule asks for was not told."""
    return sides_missing(rule, incident.sources, incident.targets) > 0


def _may_be_open(incident: Incident, rule: AlertRule) -> bool:
    return any(may_be_open(rule, incident.signal, r.confidence, r.leads) for r in incident.reports)


def _severity(rule: AlertRule, incident: Incident, turn: Turn | None) -> Severity:
    """Give the severity of an incident; what takes back what was said before is graver by one."""
    severity = severity_of(rule, _confidence(incident), incident.status, is_open=_is_open(incident, rule))
    return GRAVITY[min(GRAVITY.index(severity) + (turn is not None), len(GRAVITY) - 1)]


def _confidence(incident: Incident) -> float:
    return max(r.confidence for r in incident.reports)


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
        for r in incident.reports[:EVIDENCE]
    )


def _relation(state: ActorState, incident: Incident) -> Relation | None:
    towards = counterparts(state.actor_id, step_of(incident))[:1]
    return state.relations.get(towards[0]) if towards else None


def _without(state: ActorState, incident: Incident) -> Relation | None:
    """Give the relation as it was without an incident and whatever came after it."""
    known = _relation(state, incident)
    if known is None:
        return None
    before = [s for s in state.steps if (s.at, s.incident_id) < (incident.at, incident.id)]
    return relation_of(state.actor_id, known.counterpart, known.name, before)


def _standing(relation: Relation | None, incident: Incident) -> Standing | None:
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
