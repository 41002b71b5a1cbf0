"""What was read in one article: names, quotes, signals, and the happenings that they tell.

Made by `agents.extraction`, carried by `Findings`.
"""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    MENTIONS,
    PARTIES,
    PIECES,
    QUOTES,
    SIGNALS,
    SPANS,
    STEPS_TOLD,
    ActorId,
    Code,
    Count,
    Digest,
    Lane,
    Name,
    Offset,
    Phrase,
    Position,
    Score,
    Sentence,
    Share,
    Span,
    Text,
    Version,
    most,
)
from agents.records.article import ArticleHead
from agents.records.delta import Gist
from agents.records.record import ArticleKind, EntityType, Modality, Quad, QuoteType, Record, Sense, SpeakerKind, Status
from agents.records.when import When


class Entity(Record):
    """One name at one place of the text, and whom it stands for.

    `person_id` is the person (`wd:Q…` or `p:rus:sergei-lavrov`), `actor_id` the state, office or
    organisation that the mention acts for (`RUS:GOV:mfa`, `IGO:un`), `place_id` the place (`gn:…`, or the
    state's own code).  `sense` is `place` where the name is only a place ("in Moscow").  `name` is the
    fullest name the document gives, or the lexicon's.  `rule` names the rule that made or linked it;
    `score` is in 0..1.  A `nominal` (subtype) spans a whole group of words that stands for an actor ("Russian
    officials", "the minister"); `inner` is the name inside it, if there is one, and `inner_type` its type.
    `state` is the ISO3 code of the state that the name belongs to: where the place lies, whose the company is.
    """

    start: Offset
    end: Offset
    text: Phrase
    type: EntityType
    subtype: Code = ""
    name: Phrase = ""
    person_id: ActorId | None = None
    actor_id: ActorId | None = None
    place_id: ActorId | None = None
    sense: Sense = "other"
    rule: Code = ""
    score: Share = 1.0
    inner: Span | None = None
    inner_type: EntityType | None = None
    state: Code = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, the most telling first."""
        return tuple(filter(None, (self.person_id, self.actor_id, self.place_id)))

    @property
    def acts_for(self) -> str:
        """The id of the actor that it acts for; empty where there is none."""
        return self.actor_id or ""


class Mention(Record):
    """One actor in one article: all the spans where it is named."""

    actor_id: ActorId
    name: Name
    type: EntityType
    spans: Annotated[tuple[Span, ...], most(SPANS)]
    rule: Code = ""
    score: Share = 1.0


class Party(Record):
    """Somebody in a role: speaker, addressee, source, target.  `start`/`end` are 0 where no words stand for it."""

    text: Phrase
    start: Offset = 0
    end: Offset = 0
    name: Phrase = ""
    actor_id: ActorId | None = None
    person_id: ActorId | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.person_id, self.actor_id)))

    @property
    def acts_for(self) -> str:
        """The id of the actor that it acts for; empty where there is none."""
        return self.actor_id or ""


class Speaker(Party):
    """Who said it.  `via` names the steps that found it; `confidence` is in 0..1."""

    kind: SpeakerKind = "unknown"
    via: Annotated[tuple[Code, ...], most(STEPS_TOLD)] = ()
    alternatives: Annotated[tuple[tuple[Phrase, Share], ...], most(STEPS_TOLD)] = ()
    confidence: Share = 0.5


class Cue(Record):
    """The word that makes it speech ("warned"), its lemma and its class (say, deny, promise, threaten, ...)."""

    text: Phrase
    start: Offset
    end: Offset
    lemma: Phrase
    kind: Code = "say"
    modality: Modality = "asserted"


class Quote(Record):
    """What somebody said, in one or more pieces.  `verbatim` are the parts between quotation marks."""

    id: Digest
    type: QuoteType
    text: Text
    pieces: Annotated[tuple[Span, ...], most(PIECES)]
    verbatim: Annotated[tuple[Span, ...], most(PIECES)] = ()
    speaker: Speaker | None = None
    cue: Cue | None = None
    addressee: Party | None = None
    target: Party | None = None
    relayed_by: Party | None = None
    parent: Digest | None = None
    confidence: Share = 0.5
    rules: Annotated[tuple[Code, ...], most(STEPS_TOLD)] = ()


class Telling(Record):
    """What was done, how far it got and when, and the words that show it: what signals and happenings share.

    `type`/`mode` follow PLOVER 2021, `cameo` and `goldstein` the CAMEO 1.1b3 code and its Goldstein score,
    `quad` PLOVER's quad class.  `signal` is our own finer name; `object` and `word` say what it is about and
    what became of it (`arms`, `refused`), so that a reversal can be seen later.
    `start`/`end` span the clause or sentence, `trigger` the words that fired; `sentence` is what stands there.
    """

    id: Digest
    signal: Code
    type: Code
    quad: Quad
    goldstein: Score
    start: Offset
    end: Offset
    trigger: Span
    rule: Code
    mode: Code = ""
    cameo: Code = ""
    status: Status = "done"
    object: Code = ""
    word: Code = ""
    place: Phrase = ""
    attributed_to: Phrase = ""
    confidence: Share = 0.5
    sentence: Sentence = ""
    when: When = When()


class Signal(Telling):
    """A step of policy as one sentence tells it: who did what to whom."""

    source: Party | None = None
    target: Party | None = None


class Happening(Telling):
    """Who did what to whom, on either side all who took part; an empty side was not told, or is not sure.

    Kind, words and place are those of the sentence that tells it best; `signals` are the ids of all that tell it,
    `confidence` is that of the surest less what the `doubts` take.  `leads` where one of them stands in title or lead.
    """

    sources: Annotated[tuple[Party, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[Party, ...], most(PARTIES)] = ()
    leads: bool = False
    doubts: Annotated[tuple[Code, ...], most(STEPS_TOLD)] = ()
    signals: Annotated[tuple[Digest, ...], most(SIGNALS)] = ()


class Findings(Record):
    """Everything read in one revision of one article.  `reader` is the version of code and lexicon.

    `kind` is what the title makes of the article; of an opinion or a retrospective the title tells nothing as done.
    `left_out` counts by kind (mention, span, quote, signal) what a text too dense for one message had besides.
    `cuts` counts by kind (sentence, run, names, marks, tokens, speech, triggers, deeds) what was too large to be
    read in one piece, or at all; no article of a newsroom has any.
    `lane` and `position` say where the article stood in the log that it was read from, as in `Deltas`.
    """

    article: ArticleHead
    kind: ArticleKind = "news"
    mentions: Annotated[tuple[Mention, ...], most(MENTIONS)] = ()
    quotes: Annotated[tuple[Quote, ...], most(QUOTES)] = ()
    signals: Annotated[tuple[Signal, ...], most(SIGNALS)] = ()
    happenings: Annotated[tuple[Happening, ...], most(SIGNALS)] = ()
    gist: Gist | None = None
    reader: Version = ""
    left_out: Annotated[dict[Code, Count], most(STEPS_TOLD)] = {}
    cuts: Annotated[dict[Code, Count], most(STEPS_TOLD)] = {}
    lane: Lane = ""
    position: Position = 0

    @property
    def key(self) -> str:
        return self.article.id
