"""fold(state, delta) -> state: what one article adds to what is known about one actor.

Pure and idempotent: the same revision folded twice changes nothing, and a newer revision takes the place of
the older.  Bounded: a state stays far below Kafka's limit whatever is folded.  What is kept is chosen by event
time and id, never by arrival, so partitions may interleave as they like; only what a revision withdraws beyond what is
kept (an article, an incident, one report of many) hangs on what came between, and so do turns of an actor that took
more than STEPS steps while its lanes were apart.  Called by `agents.tracker`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from agents import shifts
from agents.clipping import cut
from agents.incidents import fuller, incident_id, incident_of, report_of, without
from agents.limits import ARTICLES, COACTORS, DAYS, INCIDENTS, QUOTE_CHARS, RAISED, STEPS, UTTERANCES
from agents.records import (
    ActorState,
    Alert,
    ArticleHead,
    Contribution,
    Deed,
    Delta,
    Incident,
    Relation,
    Report,
    Said,
    Step,
    Utterance,
    Word,
)

T = TypeVar("T", Contribution, Utterance)
_ARTICLE_AGE, _QUOTE_AGE = attrgetter("at", "article_id"), attrgetter("at", "id")


def fold(state: ActorState, delta: Delta, article: ArticleHead) -> ActorState:
    """Add what an article says of an actor to its state."""
    known = next((c for c in state.articles if c.article_id == article.id), None)
    if known is not None and known.revision == article.revision:
        return state
    return _absorb(_retract(state, known) if known else state, delta, article)


def marked(state: ActorState, alerts: Iterable[Alert]) -> ActorState:
    """Note on each incident which alerts it has raised, so that none is raised twice.

    Turns are not noted: which incident showed a turn hangs on the order of reading, and the steps tell of it anyway.
    """
    raised: dict[str, set[str]] = {}
    for alert in alerts:
        if alert.kind == "reversal":
            continue
        raised.setdefault(alert.incident_id, set()).add(alert.id)
    if not raised:
        return state
    return msgspec.structs.replace(
        state,
        incidents=tuple(
            msgspec.structs.replace(i, alerts=tuple(sorted(raised[i.id].union(i.alerts))[:RAISED]))
            if i.id in raised
            else i
            for i in state.incidents
        ),
    )


def coactors(state: ActorState) -> list[tuple[str, int]]:
    """Count who stood beside the actor in the articles remembered, the most frequent first."""
    counts: dict[str, int] = {}
    for contribution in state.articles:
        for actor in contribution.coactors:
            counts[actor] = counts.get(actor, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _absorb(state: ActorState, delta: Delta, article: ArticleHead) -> ActorState:
    at = article.published_at
    contribution = Contribution(
        article_id=article.id,
        revision=article.revision,
        at=at,
        mentions=delta.mentions,
        outlet=article.outlet,
        coactors=delta.coactors[:COACTORS],
    )
    grown = msgspec.structs.replace(
        state,
        name=fuller(state.name, delta.name),
        first_at=min(state.first_at or at, at),
        last_at=max(state.last_at or at, at),
        mentions=state.mentions + delta.mentions,
        mentions_by_day=_counted(state.mentions_by_day, at, delta.mentions),
        articles=_latest([*state.articles, contribution], _ARTICLE_AGE, ARTICLES),
        quotes=_latest([*state.quotes, *(_utterance(q, article) for q in delta.quotes)], _QUOTE_AGE, UTTERANCES),
    )
    for deed in delta.deeds:
        grown = _with_deed(grown, deed, report_in(delta, deed, article))
    return grown


def report_in(delta: Delta, deed: Deed, article: ArticleHead) -> Report:
    """Make the article's report of one of its deeds, knowing the others."""
    dyad = (deed.source, deed.target)
    against = any((d.source, d.target) == dyad and shifts.opposite(d, deed) for d in delta.deeds)
    return report_of(deed, article, alone=not against)


def _retract(state: ActorState, known: Contribution) -> ActorState:
    left = {i.id: without(i, known.article_id) for i in state.incidents}
    incidents = tuple(i for i in left.values() if i is not None)
    relations = {
        name: _without(relation, {i for i, rest in left.items() if rest is None})
        for name, relation in state.relations.items()
    }
    for incident in incidents:
        if incident.source == state.actor_id and incident.target:
            relation = _without(relations[incident.target], {incident.id}) if incident.target in relations else None
            relations[incident.target] = _stepped(relation, incident)
    return msgspec.structs.replace(
        state,
        mentions=state.mentions - known.mentions,
        mentions_by_day=_counted(state.mentions_by_day, known.at, -known.mentions),
        articles=tuple(c for c in state.articles if c.article_id != known.article_id),
        quotes=tuple(q for q in state.quotes if q.article_id != known.article_id),
        incidents=incidents,
        relations={name: relation for name, relation in relations.items() if relation.steps},
    )


def _counted(days: dict[str, int], at: datetime, mentions: int) -> dict[str, int]:
    day = at.date().isoformat()
    counts = days | {day: days.get(day, 0) + mentions}
    last = datetime.fromisoformat(max(counts))
    first = (last - timedelta(days=DAYS - 1)).date().isoformat()
    return {d: n for d, n in sorted(counts.items()) if d >= first and n > 0}


def _utterance(said: Said, article: ArticleHead) -> Utterance:
    return Utterance(
        id=said.id,
        at=article.published_at,
        article_id=article.id,
        url=article.url,
        outlet=article.outlet,
        text=cut(said.text[:QUOTE_CHARS], QUOTE_CHARS),
        start=said.start,
        end=said.end,
        speaker=said.speaker,
        cue=said.cue,
        type=said.type,
        modality=said.modality,
    )


def _latest(items: Iterable[T], age: Callable[[T], Any], most: int) -> tuple[T, ...]:
    return tuple(sorted(items, key=age, reverse=True)[:most])


def _with_deed(state: ActorState, deed: Deed, report: Report) -> ActorState:
    name, _ = incident_id(deed, report.at)
    known = next((i for i in state.incidents if i.id == name), None)
    incident = incident_of(deed, report, known)
    others = [i for i in state.incidents if i.id != name]
    kept = sorted([*others, incident], key=lambda i: (i.since, i.id), reverse=True)[:INCIDENTS]
    grown = msgspec.structs.replace(state, incidents=tuple(kept))
    if incident.source != state.actor_id or not incident.target:
        return grown
    relation = state.relations.get(incident.target)
    relations = state.relations | {incident.target: _stepped(relation, incident, report)}
    return msgspec.structs.replace(grown, relations=_newest(relations))


def _newest(relations: dict[str, Relation]) -> dict[str, Relation]:
    """Forget the oldest steps beyond STEPS, and relations of which nothing is left.

    By week and id, which no later report changes; by date alone, what is kept would hang on what came when.
    """
    if sum(len(r.steps) for r in relations.values()) <= STEPS:
        return relations
    oldest_first = sorted((s.since, s.incident_id) for r in relations.values() for s in r.steps)
    gone = {incident for _, incident in oldest_first[:-STEPS]}
    left = {name: _without(relation, gone) for name, relation in relations.items()}
    return {name: relation for name, relation in left.items() if relation.steps}


def step_of(incident: Incident, *more: Report) -> Step:
    """Make the step that an incident is, with reports that it may not have kept."""
    reports = [*incident.reports, *more]
    return Step(
        at=incident.reports[0].at,
        last_at=max(r.at for r in reports),
        alone=_first_of_each_day(r.at for r in reports if r.alone),
        since=incident.since,
        incident_id=incident.id,
        signal=incident.signal,
        object=incident.object,
        word=incident.word,
        goldstein=incident.goldstein,
        quad=incident.quad,
    )


def _stepped(relation: Relation | None, incident: Incident, *more: Report) -> Relation:
    """Add an incident's step, or widen the known one; the incident may have forgotten reports, or be forgotten."""
    step = step_of(incident, *more)
    base = relation or Relation(counterpart=incident.target, name=incident.target_name, last_at=step.at)
    known = next((s for s in base.steps if s.incident_id == incident.id), step)
    others = [s for s in base.steps if s.incident_id != incident.id]
    return _measured(
        msgspec.structs.replace(base, name=fuller(base.name, incident.target_name)),
        [*others, _widest(known, step)],
    )


def _widest(a: Step, b: Step) -> Step:
    first = min(a, b, key=lambda s: (s.at, s.goldstein, s.word))
    alone = _first_of_each_day([*a.alone, *b.alone])
    return msgspec.structs.replace(first, last_at=max(a.last_at, b.last_at), alone=alone)


def _first_of_each_day(times: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple({at.date(): at for at in sorted(times, reverse=True)}.values())[::-1]


def _without(relation: Relation, gone: set[str]) -> Relation:
    left = [s for s in relation.steps if s.incident_id not in gone]
    return _measured(relation, left) if len(left) < len(relation.steps) else relation


def _measured(relation: Relation, steps: list[Step]) -> Relation:
    kept = sorted(steps, key=shifts.age, reverse=True)
    at = kept[0].at if kept else relation.last_at
    quads = [str(s.quad) for s in kept]
    words: dict[str, Word] = {}
    told = [(s.alone[-1] if s.alone else s.at, s.incident_id, s) for s in kept]
    for at_last, _, step in sorted(told, key=lambda t: t[:2]):
        if step.object:
            words[step.object] = Word(word=step.word, signal=step.signal, at=at_last)
    return msgspec.structs.replace(
        relation,
        last_at=at,
        level=shifts.level(kept, at),
        trend=shifts.trend(kept, at),
        by_quad={q: quads.count(q) for q in sorted(set(quads))},
        steps=tuple(kept),
        words=words,
    )
