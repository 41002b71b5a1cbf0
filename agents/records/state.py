"""The state of one actor: what is known now, and how its line towards others stands.

Everything is bounded and kept in an order that does not depend on arrival, so the same articles give the same
bytes however their partitions interleave.  Made and changed only by `agents.state`.
"""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    ARTICLES,
    COACTORS,
    DAYS,
    INCIDENTS,
    ORIGINS,
    OTHERS,
    QUADS,
    RAISED,
    REPORTS,
    SKETCH,
    STEP_DAYS,
    STEPS,
    UTTERANCES,
    ActorId,
    Change,
    Code,
    Count,
    Day,
    Digest,
    Digit,
    Family,
    Hash,
    Id,
    Name,
    Offset,
    Score,
    Share,
    ShortSentence,
    ShortTitle,
    Url,
    Words,
    most,
)
from agents.records.record import Modality, Quad, QuoteType, Record, Status, Utc


class Report(Record):
    """One article's account of an incident, `alone` unless it tells the opposite too; it `leads` in title or lead.

    `origins`, publisher and whom it relays, and `sketch` tell a syndicated copy from an independent source.
    """

    article_id: Id
    at: Utc
    url: Url
    title: ShortTitle
    sentence: ShortSentence
    start: Offset
    end: Offset
    rule: Code
    confidence: Share
    type: Code
    cameo: Code
    goldstein: Score
    quad: Quad
    status: Status
    word: Code
    alone: bool = True
    leads: bool = False
    also_sources: Annotated[tuple[ActorId, ...], most(OTHERS)] = ()
    also_targets: Annotated[tuple[ActorId, ...], most(OTHERS)] = ()
    revision: Id = ""
    outlet: Name = ""
    origins: Annotated[tuple[Family, ...], most(ORIGINS)] = ()
    state_run: bool = False
    attributed_to: Name = ""
    place: Name = ""
    sketch: Annotated[tuple[Hash, ...], most(SKETCH)] = ()


class Incident(Record):
    """Many reports of one happening.  `since` is the first day (UTC) of the week that it is counted under.

    What was done is told as the earliest report tells it, how far it got as the firmest does.
    """

    id: Digest
    since: Day
    signal: Code
    type: Code
    cameo: Code
    goldstein: Score
    quad: Quad
    status: Status
    object: Code
    word: Code
    source: ActorId
    target: ActorId
    source_name: Name
    target_name: Name
    reports: Annotated[tuple[Report, ...], most(REPORTS)]
    place: Name = ""
    alerts: Annotated[tuple[Digest, ...], most(RAISED)] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All who did it, as the earliest report tells it."""
        return ((self.source,) if self.source else ()) + self.reports[0].also_sources

    @property
    def targets(self) -> tuple[str, ...]:
        """All to whom it was done."""
        return ((self.target,) if self.target else ()) + self.reports[0].also_targets


class Utterance(Record):
    """Words of the actor, with the way back to the article."""

    id: Digest
    at: Utc
    article_id: Id
    url: Url
    text: Words
    start: Offset
    end: Offset
    speaker: Name
    outlet: Name = ""
    cue: Name = ""
    type: QuoteType = "direct"
    modality: Modality = "asserted"


class Step(Record):
    """One incident as a step in a relation: what was done or said about which object.

    First reported `at`, last at `last_at`; `alone` are the reports in articles that tell nothing opposite, the first
    of each day (UTC).
    """

    at: Utc
    last_at: Utc
    alone: Annotated[tuple[Utc, ...], most(STEP_DAYS)]
    since: Day
    incident_id: Digest
    signal: Code
    object: Code
    word: Code
    goldstein: Score
    quad: Quad


class Word(Record):
    """The last word on an object: promised, refused, lifted ..., by which signal, and when last told alone."""

    word: Code
    signal: Code
    at: Utc


class Relation(Record):
    """How the actor itself acts towards one counterpart.

    `level` is the mean Goldstein score of the steps, each halved in weight every fortnight; `trend` is the mean
    of the last seven days less that of the thirty before.  Both are as of `last_at`; `by_quad` counts the steps, and
    `words` has the last word on each object.
    """

    counterpart: ActorId
    name: Name
    last_at: Utc
    level: Score = 0.0
    trend: Change = 0.0
    by_quad: Annotated[dict[Digit, Count], most(QUADS)] = {}
    steps: Annotated[tuple[Step, ...], most(STEPS)] = ()
    words: Annotated[dict[Code, Word], most(STEPS)] = {}


class Contribution(Record):
    """What one revision of one article added, so that the next revision can take its place."""

    article_id: Id
    revision: Id
    at: Utc
    mentions: Count
    outlet: Name = ""
    coactors: Annotated[tuple[ActorId, ...], most(COACTORS)] = ()


class ActorState(Record):
    """What is known now about one actor, for every reader outside the worker."""

    actor_id: ActorId
    name: Name = ""
    first_at: Utc | None = None
    last_at: Utc | None = None
    mentions: Count = 0
    mentions_by_day: Annotated[dict[Day, Count], most(DAYS)] = {}
    articles: Annotated[tuple[Contribution, ...], most(ARTICLES)] = ()
    quotes: Annotated[tuple[Utterance, ...], most(UTTERANCES)] = ()
    incidents: Annotated[tuple[Incident, ...], most(INCIDENTS)] = ()
    relations: Annotated[dict[ActorId, Relation], most(STEPS)] = {}

    @property
    def key(self) -> str:
        return self.actor_id
