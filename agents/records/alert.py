"""An alert with its evidence, and the table entry that keeps it until it is surely delivered."""

from __future__ import annotations

from typing import Literal

from agents.records.record import Quad, Record, Status, Utc
from agents.records.state import ActorState

Severity = Literal["low", "medium", "high", "critical"]


class Evidence(Record):
    """Where it stands: article, span and words."""

    article_id: str
    url: str
    title: str
    sentence: str
    start: int
    end: int
    at: Utc
    revision: str = ""
    outlet: str = ""
    attributed_to: str = ""


class Standing(Record):
    """How a relation stood at some moment: level, trend, and the last word on the object concerned."""

    level: float
    trend: float
    word: str = ""
    word_at: Utc | None = None


class Coverage(Record):
    """How well the actor was covered in the day before: articles and outlets that named it."""

    articles: int
    outlets: int


class Alert(Record):
    """The world moved: who, to whom, the words that show it, and how things stood before."""

    id: str
    desk: str
    kind: str
    severity: Severity
    actor_id: str
    actor_name: str
    headline: str
    rule: str
    at: Utc
    fetched_at: Utc
    counterpart_id: str = ""
    counterpart_name: str = ""
    status: Status = "done"
    type: str = ""
    cameo: str = ""
    goldstein: float = 0.0
    quad: Quad | None = None
    object: str = ""
    confidence: float = 0.0
    independent: int = 1
    copies: int = 0
    incident_id: str = ""
    evidence: tuple[Evidence, ...] = ()
    before: Standing | None = None
    after: Standing | None = None
    coverage: Coverage | None = None

    @property
    def key(self) -> str:
        return self.actor_id


class Outgoing(Record):
    """An alert in the outbox: the position in the log that raised it, and the place of the message that told it."""

    alert: Alert
    lane: str
    position: int
    place: int


class Entry(Record):
    """What the table holds for one actor: its state, the last position folded of each lane, and the outbox.

    `format` is the version of all this, set where an entry is written; an entry that names none is of version 1.
    """

    state: ActorState
    fences: dict[str, int] = {}
    outbox: tuple[Outgoing, ...] = ()
    format: int = 1
