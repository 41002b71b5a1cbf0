"""What one article adds to the state of each actor; made by `agents.reader`, folded by `agents.tracker`."""

from __future__ import annotations

from agents.records.article import ArticleHead
from agents.records.record import Modality, Quad, QuoteType, Record, Status


class Said(Record):
    """A quote as an actor's state keeps it: short, with the way back to its words."""

    id: str
    text: str
    start: int
    end: int
    speaker: str
    cue: str = ""
    type: QuoteType = "direct"
    modality: Modality = "asserted"


class Deed(Record):
    """A signal as an actor's state keeps it: dyad of root actors, what, how far, and the sentence that shows it."""

    id: str
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
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    attributed_to: str = ""
    place: str = ""


class Delta(Record):
    """What one article adds to one actor: named how often, beside whom, with which words and deeds."""

    actor_id: str
    name: str
    mentions: int
    coactors: tuple[str, ...] = ()
    quotes: tuple[Said, ...] = ()
    deeds: tuple[Deed, ...] = ()


class Deltas(Record):
    """The deltas of one article for the actors of one partition, in one message.

    `lane` and `position` say where the article stood in the log that it was read from (generation and
    partition, and offset), so that a fold can tell a replay from news.  `place` is where this message itself
    stands, and before `settled` everything is committed: both are filled in on arrival, never sent.
    """

    article: ArticleHead
    deltas: tuple[Delta, ...]
    lane: str = ""
    position: int = 0
    place: int = 0
    settled: int = 0

    @property
    def key(self) -> str:
        return self.deltas[0].actor_id
