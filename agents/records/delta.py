"""What one article adds to the state of each actor; made by `agents.reader`, folded by `agents.tracker`."""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    ACTORS,
    COACTORS,
    HEAD_WORDS,
    LEADING,
    PARTIES,
    SIGNALS,
    UTTERANCES,
    ActorId,
    Code,
    Count,
    Day,
    Digest,
    Hash,
    Lane,
    Name,
    Offset,
    Position,
    Score,
    Sentence,
    Share,
    ShortSentence,
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
    """A happening as the states of all who took part keep it: what, how far, between whom, in which words.

    Sides are root actors, each with its name; one of them may be empty where it was not told.  `family` are kinds that
    outlets take for one (`lexicon/happenings.toml`), `mutual` ones have no direction, of `aimless`
    ones it is chance whom an outlet names as target.  `day` is that of the deed where
    it is told (of a planned one: the day planned for).  It `leads` where it was told in the title or the lead, is told
    `alone` unless the same article tells the opposite too, and `turns` what the article says it takes back.
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
    family: Code
    sentence: Sentence
    start: Offset
    end: Offset
    rule: Code
    confidence: Share
    sources: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    source_names: Annotated[tuple[Name, ...], most(PARTIES)] = ()
    target_names: Annotated[tuple[Name, ...], most(PARTIES)] = ()
    mutual: bool = False
    aimless: bool = False
    day: Day = ""
    attributed_to: Name = ""
    place: Name = ""
    leads: bool = False
    alone: bool = True
    turns: Code = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """All who took part, who did it first."""
        return self.sources + self.targets


class Gist(Record):
    """What an article is about by its head: root actors of title and lead, families of deeds, words."""

    actors: Annotated[tuple[ActorId, ...], most(LEADING)]
    families: Annotated[tuple[Code, ...], most(LEADING)] = ()
    words: Annotated[tuple[Hash, ...], most(HEAD_WORDS)] = ()
    sentence: ShortSentence = ""


class Delta(Record):
    """What one article adds to one actor: named how often, beside whom, with which words and deeds.

    The `gist` stands with the actors that the article's head names.
    """

    actor_id: ActorId
    name: Name
    mentions: Count
    coactors: Annotated[tuple[ActorId, ...], most(COACTORS)] = ()
    quotes: Annotated[tuple[Said, ...], most(UTTERANCES)] = ()
    deeds: Annotated[tuple[Deed, ...], most(SIGNALS)] = ()
    gist: Gist | None = None


class Deltas(Record):
    """The deltas of one article for the actors of one partition, in one message.

    `lane` and `position` say where the article stood in the log that it was read from (generation and
    partition, and offset), so that a fold can tell a replay from news.  Where there is `more`, another message tells
    of further actors of the same partition.  `partition` and `place` are where this message itself stands, and before
    `settled` everything is committed: they are filled in on arrival, never sent.
    """

    article: ArticleHead
    deltas: Annotated[tuple[Delta, ...], most(ACTORS)]
    lane: Lane = ""
    position: Position = 0
    more: bool = False
    partition: Position = 0
    place: Position = 0
    settled: Position = 0

    @property
    def key(self) -> str:
        """The first actor's id; the article's, where it says no more of anybody here."""
        return self.deltas[0].actor_id if self.deltas else self.article.id
