"""The state of one actor: what is known now, and how its line towards others stands.

Everything is bounded and kept in an order that does not depend on arrival, so the same articles give the same
bytes however their partitions interleave.  Made and changed only by `agents.state`.
"""

from __future__ import annotations

from agents.records.record import Modality, Quad, QuoteType, Record, Status, Utc


class Report(Record):
    """One article's account of an incident, `alone` unless it tells the opposite too.

    `sketch` tells a syndicated copy from an independent source.
    """

    article_id: str
    at: Utc
    url: str
    title: str
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    type: str
    cameo: str
    goldstein: float
    quad: Quad
    status: Status
    word: str
    alone: bool = True
    revision: str = ""
    outlet: str = ""
    attributed_to: str = ""
    place: str = ""
    sketch: tuple[int, ...] = ()


class Incident(Record):
    """Many reports of one happening.  `since` is the first day (UTC) of the week that it is counted under.

    What was done is told as the earliest report tells it, how far it got as the firmest does.
    """

    id: str
    since: str
    signal: str
    type: str
    cameo: str
    goldstein: float
    quad: Quad
    status: Status
    object: str
    word: str
    source: str
    target: str
    source_name: str
    target_name: str
    reports: tuple[Report, ...]
    place: str = ""
    alerts: tuple[str, ...] = ()


class Utterance(Record):
    """Words of the actor, with the way back to the article."""

    id: str
    at: Utc
    article_id: str
    url: str
    text: str
    start: int
    end: int
    speaker: str
    outlet: str = ""
    cue: str = ""
    type: QuoteType = "direct"
    modality: Modality = "asserted"


class Step(Record):
    """One incident as a step in a relation: what was done or said about which object.

    First reported `at`, last at `last_at`; `alone` are the reports in articles that tell nothing opposite, the first
    of each day (UTC).
    """

    at: Utc
    last_at: Utc
    alone: tuple[Utc, ...]
    since: str
    incident_id: str
    signal: str
    object: str
    word: str
    goldstein: float
    quad: Quad


class Word(Record):
    """The last word on an object: promised, refused, lifted ..., by which signal, and when last told alone."""

    word: str
    signal: str
    at: Utc


class Relation(Record):
    """How the actor itself acts towards one counterpart.

    `level` is the mean Goldstein score of the steps, each halved in weight every fortnight; `trend` is the mean
    of the last seven days less that of the thirty before.  Both are as of `last_at`; `by_quad` counts the steps, and
    `words` has the last word on each object.
    """

    counterpart: str
    name: str
    last_at: Utc
    level: float = 0.0
    trend: float = 0.0
    by_quad: dict[str, int] = {}
    steps: tuple[Step, ...] = ()
    words: dict[str, Word] = {}


class Contribution(Record):
    """What one revision of one article added, so that the next revision can take its place."""

    article_id: str
    revision: str
    at: Utc
    mentions: int
    outlet: str = ""
    coactors: tuple[str, ...] = ()


class ActorState(Record):
    """What is known now about one actor, for every reader outside the worker."""

    actor_id: str
    name: str = ""
    first_at: Utc | None = None
    last_at: Utc | None = None
    mentions: int = 0
    mentions_by_day: dict[str, int] = {}
    articles: tuple[Contribution, ...] = ()
    quotes: tuple[Utterance, ...] = ()
    incidents: tuple[Incident, ...] = ()
    relations: dict[str, Relation] = {}

    @property
    def key(self) -> str:
        return self.actor_id
