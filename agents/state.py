"""fold(state, delta) -> state: what one article adds to what is known about one actor.

Pure and idempotent: the same revision folded twice changes nothing, and a newer revision takes the place of the older.
A state is what a set of articles makes of it: reports are kept by event time and id, never by arrival, and incidents,
steps and relations follow from them.  Bounded: beyond REPORTS the oldest incidents are kept as steps only, and what
comes so late that its incident is settled changes nothing.  Called by `agents.tracker`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, TypeVar

from msgspec.structs import replace

from agents.clipping import cut, fitting
from agents.clusters import fit_sides, fits_day
from agents.incidents import Told, fuller, gathered, incidents_of
from agents.limits import (
    ARTICLES,
    COACTORS,
    DAYS,
    HEADS,
    HEADS_SIZE,
    QUOTE_CHARS,
    RELATIONS,
    RELATIONS_SIZE,
    REPORTS,
    REPORTS_SIZE,
    STEPS,
    STEPS_SIZE,
    TELLINGS,
    UTTERANCES,
)
from agents.records import (
    ActorState,
    ArticleHead,
    Contribution,
    Delta,
    Head,
    Incident,
    Relation,
    Report,
    Said,
    Step,
    Utterance,
)
from agents.relations import age, counterparts, relation_of
from agents.reports import DENIED, head_of, name_of, order, report_of
from agents.revisions import standing

T = TypeVar("T", Contribution, Head, Utterance)
# Bytes of one at its caps (tests/house/test_limits.py): as many as these fit without being counted.
_WIDEST = {Report: 4_300, Head: 3_300, Step: 900, Relation: 2_600}
_ARTICLE_AGE, _QUOTE_AGE = attrgetter("at", "article_id"), attrgetter("at", "id")


def fold(state: ActorState, delta: Delta, article: ArticleHead, *, late: bool = False) -> ActorState:
    """Add what an article says of an actor to its state; what is `late` counts, and calls for nothing by itself."""
    known = next((c for c in state.articles if c.article_id == article.id), None)
    if known is not None and known.revision == article.revision:
        return state
    before = _retracted(state, known) if known else state
    told = [report_of(deed, article, late=late) for deed in delta.deeds]
    kept = [r for r in before.reports if r.article_id != article.id]
    fresh = [r for r in told if not _is_settled(r, before.steps)]
    fresh += standing((r for r in before.reports if r.article_id == article.id), told, known, article)
    grown = _absorbed(before, delta, article)
    families = {r.family for r in fresh} | {r.family for r in state.reports if r.article_id == article.id}
    return _with_reports(grown, [*kept, *fresh], families) if families else grown


def incidents_about(state: ActorState, families: Collection[str] | None = None) -> tuple[Incident, ...]:
    """Give the incidents of a state, or those of some families."""
    return incidents_of([r for r in state.reports if families is None or r.family in families], state.heads)


def coactors(state: ActorState) -> list[tuple[str, int]]:
    """Count who stood beside the actor in the articles remembered, the most frequent first."""
    counts: dict[str, int] = {}
    for contribution in state.articles:
        for actor in contribution.coactors:
            counts[actor] = counts.get(actor, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def step_of(incident: Incident) -> Step:
    """Make the step that an incident is."""
    return Step(
        incident_id=incident.id,
        day=incident.day,
        at=incident.at,
        signal=incident.signal,
        family=incident.family,
        object=incident.object,
        word=incident.word,
        goldstein=incident.goldstein,
        quad=incident.quad,
        sources=incident.sources,
        targets=incident.targets,
        mutual=incident.mutual,
        alone=any(r.alone for r in incident.reports),
    )


def _with_reports(state: ActorState, reports: Iterable[Report], families: Collection[str]) -> ActorState:
    """Put in the reports, and make anew the steps of the families that they touch, and the relations of those."""
    kept, dropped = list(reports), set[tuple[str, str]]()
    steps = [s for s in state.steps if s.settled or s.family not in families]
    for told in gathered(r for r in kept if r.family in families):
        dropped |= {name_of(r) for r in told.reports} - {name_of(r) for r in _most_telling(told)}
        if told.incident.status != "denied":
            steps.append(step_of(told.incident))
    kept = sorted((r for r in kept if name_of(r) not in dropped), key=order)
    while len(kept) > REPORTS or len(fitting(kept, REPORTS_SIZE, widest=_WIDEST[Report])) < len(kept):
        kept, steps = _settled(kept, steps)
    steps = list(fitting(sorted(steps, key=age)[-STEPS:], STEPS_SIZE, widest=_WIDEST[Step]))
    return replace(
        state,
        reports=tuple(kept),
        steps=tuple(steps),
        relations=_relations(state, kept, steps, families),
    )


def _most_telling(told: Told) -> Sequence[Report]:
    """Of an incident that very many articles tell, keep the reports that it shows."""
    if len({r.article_id for r in told.reports}) <= TELLINGS:
        return told.reports
    return told.incident.reports


def _relations(
    state: ActorState, reports: Iterable[Report], steps: Sequence[Step], families: Collection[str]
) -> dict[str, Relation]:
    names = {a: n for r in reports for side in _named(r) for a, n in side}
    touched = {c for s in (*state.steps, *steps) if s.family in families for c in counterparts(state.actor_id, s)}
    relations = {name: relation for name, relation in state.relations.items() if name not in touched}
    for counterpart in touched:
        known = state.relations.get(counterpart)
        name = fuller(names.get(counterpart, ""), known.name if known else "")
        relation = relation_of(state.actor_id, counterpart, name, steps)
        if relation is not None:
            relations[counterpart] = relation
    newest = sorted(relations.values(), key=lambda r: (r.last_at, r.counterpart))[-RELATIONS:]
    newest = list(fitting(newest, RELATIONS_SIZE, widest=_WIDEST[Relation]))
    return {r.counterpart: r for r in sorted(newest, key=lambda r: r.counterpart)}


def _named(report: Report) -> Iterable[Iterable[tuple[str, str]]]:
    yield zip(report.sources, report.source_names, strict=True)
    yield zip(report.targets, report.target_names, strict=True)


def _settled(reports: list[Report], steps: list[Step]) -> tuple[list[Report], list[Step]]:
    """Forget the reports of the oldest incident, and keep it as a settled step; what was denied has none."""
    doubted = {r.family for r in reports if r.status == DENIED}
    denied = [t.incident for t in gathered(r for r in reports if r.family in doubted) if t.incident.status == "denied"]
    alive = [(s.day, s.at, s.incident_id, s.family) for s in steps if not s.settled]
    alive += [(i.day, i.at, i.id, i.family) for i in denied]
    *_, oldest, family = min(alive, default=("", ""))
    gone = {
        name_of(r)
        for told in gathered(r for r in reports if r.family == family)
        if told.incident.id == oldest
        for r in told.reports
    }
    left = [r for r in reports if name_of(r) not in gone]
    if not gone:  # nobody tells what they deny
        left = reports[1:]
    return left, [replace(s, settled=True) if s.incident_id == oldest else s for s in steps]


def _is_settled(report: Report, steps: Iterable[Step]) -> bool:
    """Tell whether a report tells again what is known as a settled step only."""
    return any(
        s.settled
        and s.family == report.family
        and fits_day(date.fromisoformat(s.day), report)
        and fit_sides(report, set(s.sources), set(s.targets))
        for s in steps
    )


def _absorbed(state: ActorState, delta: Delta, article: ArticleHead) -> ActorState:
    at = article.published_at
    contribution = Contribution(
        article_id=article.id,
        revision=article.revision,
        at=at,
        mentions=delta.mentions,
        chars=article.chars,
        outlet=article.outlet,
        coactors=delta.coactors[:COACTORS],
    )
    return replace(
        state,
        name=fuller(state.name, delta.name),
        first_at=min(state.first_at or at, at),
        last_at=max(state.last_at or at, at),
        mentions=state.mentions + delta.mentions,
        mentions_by_day=_counted(state.mentions_by_day, at, delta.mentions),
        articles=_latest([*state.articles, contribution], _ARTICLE_AGE, ARTICLES),
        quotes=_latest([*state.quotes, *(_utterance(q, article) for q in delta.quotes)], _QUOTE_AGE, UTTERANCES),
        heads=_heads(state, delta, article),
    )


def _heads(state: ActorState, delta: Delta, article: ArticleHead) -> tuple[Head, ...]:
    if delta.gist is None:
        return state.heads
    newest = _latest([*state.heads, head_of(delta.gist, article)], _ARTICLE_AGE, HEADS)
    return tuple(fitting(newest[::-1], HEADS_SIZE, widest=_WIDEST[Head])[::-1])


def _retracted(state: ActorState, known: Contribution) -> ActorState:
    return replace(
        state,
        mentions=state.mentions - known.mentions,
        mentions_by_day=_counted(state.mentions_by_day, known.at, -known.mentions),
        articles=tuple(c for c in state.articles if c.article_id != known.article_id),
        quotes=tuple(q for q in state.quotes if q.article_id != known.article_id),
        heads=tuple(h for h in state.heads if h.article_id != known.article_id),
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
