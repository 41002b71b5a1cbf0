"""What one article adds to the state of each actor; made by `agents.reader`, folded by `agents.tracker`."""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    ACTORS,
    COACTORS,
    OTHERS,
    SIGNALS,
    UTTERANCES,
    ActorId,
    Code,
    Count,
    Digest,
    Lane,
    Name,
    Offset,
    Position,
    Score,
    Sentence,
    Share,
    Words,
    most,
)
from agents.records.article import ArticleHead
from agents.records.record import Modality, Quad, QuoteType, Record, Status


class Said(Record):
    """A quote as an actor's state keeps it: short, with the way back to its words."""

    id: Digest
    text: Words
    start: Offset
    end: Offset
    speaker: Name
    cue: Name = ""
    type: QuoteType = "direct"
    modality: Modality = "asserted"


class Deed(Record):
    """A happening between two root actors, as their states keep it: what, how far, and the sentence that shows it.

    One side may be empty where it was not told.  Of all dyads of a happening one `speaks`: it raises the alert, which
    names the others of either side too.  It `leads` where it was told in the title or the lead.
    """

    id: Digest
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
    sentence: Sentence
    start: Offset
    end: Offset
    rule: Code
    confidence: Share
    attributed_to: Name = ""
    place: Name = ""
    speaks: bool = True
    leads: bool = False
    also_sources: Annotated[tuple[ActorId, ...], most(OTHERS)] = ()
    also_targets: Annotated[tuple[ActorId, ...], most(OTHERS)] = ()

    @property
    def owner(self) -> str:
        """The actor whose line it is: who does it, or who suffers it where nobody says who does."""
        return self.source or self.target


class Delta(Record):
    """What one article adds to one actor: named how often, beside whom, with which words and deeds."""

    actor_id: ActorId
    name: Name
    mentions: Count
    coactors: Annotated[tuple[ActorId, ...], most(COACTORS)] = ()
    quotes: Annotated[tuple[Said, ...], most(UTTERANCES)] = ()
    deeds: Annotated[tuple[Deed, ...], most(SIGNALS)] = ()


class Deltas(Record):
    """The deltas of one article for the actors of one partition, in one message.

    `lane` and `position` say where the article stood in the log that it was read from (generation and
    partition, and offset), so that a fold can tell a replay from news.  `place` is where this message itself
    stands, and before `settled` everything is committed: both are filled in on arrival, never sent.
    """

    article: ArticleHead
    deltas: Annotated[tuple[Delta, ...], most(ACTORS)]
    lane: Lane = ""
    position: Position = 0
    place: Position = 0
    settled: Position = 0

    @property
    def key(self) -> str:
        return self.deltas[0].actor_id
