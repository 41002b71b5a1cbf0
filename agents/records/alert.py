"""An alert with its evidence, and the table entry that keeps it until it is surely delivered."""

from __future__ import annotations

from typing import Annotated, Literal

from agents.limits import (
    FENCES,
    OUTBOX,
    PARTIES,
    REPORTS,
    ActorId,
    Change,
    Code,
    Count,
    Digest,
    Headline,
    Id,
    Lane,
    Name,
    Offset,
    Position,
    Score,
    Share,
    ShortSentence,
    ShortTitle,
    Url,
    most,
)
from agents.records.record import Quad, Record, Status, Utc
from agents.records.state import ActorState

Severity = Literal["low", "medium", "high", "critical"]


class Evidence(Record):
    """Where it stands: article, span and words."""

    article_id: Id
    url: Url
    title: ShortTitle
    sentence: ShortSentence
    start: Offset
    end: Offset
    at: Utc
    revision: Id = ""
    outlet: Name = ""
    state_run: bool = False
    attributed_to: Name = ""


class Standing(Record):
    """How a relation stood at some moment: level, trend, and the last word on the object concerned."""

    level: Score
    trend: Change
    word: Code = ""
    word_at: Utc | None = None


class Coverage(Record):
    """How well the actor was covered in the day before: articles and outlets that named it."""

    articles: Count
    outlets: Count


class Alert(Record):
    """The world moved: who, to whom, the words that show it, and how things stood before.

    `actor_id` and `counterpart_id` are its first dyad; an empty list of `sources` or `targets` is a side not told.
    """

    id: Digest
    desk: Code
    kind: Code
    severity: Severity
    actor_id: ActorId
    actor_name: Name
    headline: Headline
    rule: Code
    at: Utc
    fetched_at: Utc
    counterpart_id: ActorId = ""
    counterpart_name: Name = ""
    status: Status = "done"
    type: Code = ""
    cameo: Code = ""
    goldstein: Score = 0.0
    quad: Quad | None = None
    object: Code = ""
    confidence: Share = 0.0
    independent: Count = 1
    copies: Count = 0
    incident_id: Digest = ""
    sources: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    evidence: Annotated[tuple[Evidence, ...], most(REPORTS)] = ()
    before: Standing | None = None
    after: Standing | None = None
    coverage: Coverage | None = None

    @property
    def key(self) -> str:
        return self.actor_id


class Outgoing(Record):
    """An alert in the outbox: the position in the log that raised it, and the place of the message that told it."""

    alert: Alert
    lane: Lane
    position: Position
    place: Position


class Entry(Record):
    """What the table holds for one actor: its state, the last position folded of each lane, and the outbox.

    `format` is the version of all this, set where an entry is written; an entry that names none is of version 1.
    """

    state: ActorState
    fences: Annotated[dict[Lane, Position], most(FENCES)] = {}
    outbox: Annotated[tuple[Outgoing, ...], most(OUTBOX)] = ()
    format: Count = 1
