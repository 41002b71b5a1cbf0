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
    HEADS,
    HEADS_SIZE,
    OBJECTS,
    ORIGINS,
    PARTIES,
    QUADS,
    RELATIONS,
    RELATIONS_SIZE,
    REPORTS,
    REPORTS_SIZE,
    SKETCH,
    STEPS,
    STEPS_SIZE,
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
    ShortSentence,
    ShortTitle,
    ShortUrl,
    Url,
    Words,
    most,
)
from agents.records.delta import Deed, Gist
from agents.records.record import Modality, Quad, QuoteType, Record, Utc


class Report(Deed, kw_only=True):
    """One article's account of a deed.

    `origins`, publisher and whom it relays, and `sketch` tell a syndicated copy from an independent source.  What is
    `late` was published days before it was fetched: it counts, and calls for nothing by itself.
    """

    sentence: ShortSentence
    article_id: Id
    at: Utc
    url: ShortUrl
    title: ShortTitle
    revision: Id = ""
    outlet: Name = ""
    origins: Annotated[tuple[Family, ...], most(ORIGINS)] = ()
    state_run: bool = False
    late: bool = False
    sketch: Annotated[tuple[Hash, ...], most(SKETCH)] = ()


class Head(Gist, kw_only=True):
    """An article by its head, in the state of an actor that it names."""

    article_id: Id
    at: Utc
    url: ShortUrl
    title: ShortTitle
    revision: Id = ""
    outlet: Name = ""
    origins: Annotated[tuple[Family, ...], most(ORIGINS)] = ()
    state_run: bool = False
    sketch: Annotated[tuple[Hash, ...], most(SKETCH)] = ()


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
    """One incident as a step in the relations of who took part: what was done or said about which object.

    `at` is when it was first told, `day` the day it belongs to.  It is told `alone` where some article tells nothing
    opposite, and `settled` once its reports are forgotten: nothing that is read any more changes it.
    """

    incident_id: Digest
    day: Day
    at: Utc
    signal: Code
    family: Code
    object: Code
    word: Code
    goldstein: Score
    quad: Quad
    sources: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    mutual: bool = False
    alone: bool = True
    settled: bool = False


class Word(Record):
    """The last word on an object: promised, refused, lifted ..., by which signal, and when first told."""

    word: Code
    signal: Code
    at: Utc


class Relation(Record):
    """How the actor itself acts towards one counterpart.

    `level` is the mean Goldstein score of its steps, each halved in weight every fortnight; `trend` is the mean of the
    last seven days less that of the thirty before, None where either has too few steps to mean anything.  Both are as
    of `last_at`; `by_quad` counts the steps, and `words` has the last word on each object.
    """

    counterpart: ActorId
    name: Name
    last_at: Utc
    level: Score = 0.0
    trend: Change | None = None
    by_quad: Annotated[dict[Digit, Count], most(QUADS)] = {}
    words: Annotated[dict[Code, Word], most(OBJECTS)] = {}


class Contribution(Record):
    """What one revision of one article added, so that the next revision can take its place."""

    article_id: Id
    revision: Id
    at: Utc
    mentions: Count
    chars: Count = 0
    outlet: Name = ""
    coactors: Annotated[tuple[ActorId, ...], most(COACTORS)] = ()


class ActorState(Record):
    """What is known now about one actor, for every reader outside the worker.

    `reports` are all accounts of what it did or suffered, in the order of their time: `agents.incidents` says which of
    them tell one happening.  `steps` are those happenings, in short, and older ones whose reports are forgotten.
    """

    actor_id: ActorId
    name: Name = ""
    first_at: Utc | None = None
    last_at: Utc | None = None
    mentions: Count = 0
    mentions_by_day: Annotated[dict[Day, Count], most(DAYS)] = {}
    articles: Annotated[tuple[Contribution, ...], most(ARTICLES)] = ()
    quotes: Annotated[tuple[Utterance, ...], most(UTTERANCES)] = ()
    reports: Annotated[tuple[Report, ...], most(REPORTS, REPORTS_SIZE)] = ()
    heads: Annotated[tuple[Head, ...], most(HEADS, HEADS_SIZE)] = ()
    steps: Annotated[tuple[Step, ...], most(STEPS, STEPS_SIZE)] = ()
    relations: Annotated[dict[ActorId, Relation], most(RELATIONS, RELATIONS_SIZE)] = {}

    @property
    def key(self) -> str:
        return self.actor_id
