"""An alert with its evidence, and the table entry that keeps it until it is surely delivered."""

from __future__ import annotations

from typing import Annotated, Literal

from agents.limits import (
    EVIDENCE,
    FENCES,
    GONE,
    LIVES,
    LIVES_SIZE,
    OUTBOX,
    OUTBOX_SIZE,
    PARTIES,
    ActorId,
    Change,
    Code,
    Count,
    Day,
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
    ShortUrl,
    most,
)
from agents.records.incident import Turn
from agents.records.record import Fate, Quad, Record, Utc
from agents.records.state import ActorState

Severity = Literal["low", "medium", "high", "critical"]
Update = Literal["new", "corroborated", "firmer", "restated", "corrected", "withdrawn", "denied", "reversed"]


class Evidence(Record):
    """Where it stands: article, span and words."""

    article_id: Id
    url: ShortUrl
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
    trend: Change | None = None
    word: Code = ""
    word_at: Utc | None = None


class Coverage(Record):
    """How well the actor was covered in the day before: articles and outlets that named it."""

    articles: Count
    outlets: Count


class Alert(Record):
    """The world moved: who, to whom, the words that show it, and how things stood before.

    One happening has one alert, under the id of its incident; each `revision` says by `update` what is new.  Desk and
    `actor_id`, under which it is sent, stay those of its first revision.  `actor_id` and `counterpart_id` are its first
    dyad; an empty list of `sources` or `targets` is a side not told.  `turn` is what it takes back, `reversed_by` the
    alert that takes it back; one that was found to be another's happening too goes on `into` that alert.
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
    status: Fate = "done"
    type: Code = ""
    cameo: Code = ""
    goldstein: Score = 0.0
    quad: Quad | None = None
    object: Code = ""
    confidence: Share = 0.0
    independent: Count = 1
    copies: Count = 0
    revision: Count = 1
    update: Update = "new"
    day: Day = ""
    confirmed: bool = False
    turn: Turn | None = None
    reversed_by: Digest = ""
    into: Digest = ""
    sources: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    evidence: Annotated[tuple[Evidence, ...], most(EVIDENCE)] = ()
    before: Standing | None = None
    after: Standing | None = None
    coverage: Coverage | None = None

    @property
    def key(self) -> str:
        return self.actor_id


class Life(Record):
    """What was last sent of an alert: enough to tell what is new, and never to send it elsewhere."""

    revision: Count
    day: Day
    desk: Code
    actor_id: ActorId
    kind: Code
    status: Fate
    independent: Count
    sides: Digest = ""  # of both, as they were sent
    open: bool = False  # one side was not told
    turned: Digest = ""  # what it takes back, as it was sent
    withdrawn: bool = False
    reversed_by: Digest = ""


class Outgoing(Record):
    """An alert in the outbox: the position in the log that raised it, and the place of the message that told it."""

    alert: Alert
    lane: Lane
    position: Position
    place: Position


class Entry(Record):
    """What the table holds for one actor: its state, what was sent of its alerts, the fences and the outbox.

    Fences are the last position folded of each lane.  `gone` are incidents that are no more, each with the place of the
    message that ended it, until that is committed.  `format` is the version of all this, set where an entry is
    written; an entry that names none is of version 1.
    """

    state: ActorState
    lives: Annotated[dict[Digest, Life], most(LIVES, LIVES_SIZE)] = {}
    fences: Annotated[dict[Lane, Position], most(FENCES)] = {}
    outbox: Annotated[tuple[Outgoing, ...], most(OUTBOX, OUTBOX_SIZE)] = ()
    gone: Annotated[dict[Digest, Position], most(GONE)] = {}
    format: Count = 1
