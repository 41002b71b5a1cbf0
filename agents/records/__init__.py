"""Every record that travels, each with the `key` it is sent under.

Records are frozen.  A field may be added with a default; a meaning is never changed.  All offsets are
characters of `Article.text` as stored, end exclusive.  Times are UTC.  Called by everything; imports only the caps.
"""

from agents.limits import Span
from agents.records.alert import Alert, Coverage, Entry, Evidence, Life, Outgoing, Severity, Standing, Update
from agents.records.article import Article, ArticleHead
from agents.records.delta import Deed, Delta, Deltas, Gist, Said
from agents.records.feed import Feed, PollState, Reject, Tally
from agents.records.incident import Incident, Turn
from agents.records.reading import Cue, Entity, Findings, Happening, Mention, Party, Quote, Signal, Speaker, Telling
from agents.records.record import (
    ArticleKind,
    EntityType,
    Fate,
    Modality,
    Quad,
    QuoteType,
    Record,
    Sense,
    SpeakerKind,
    Status,
    Trust,
    Utc,
)
from agents.records.state import (
    ActorState,
    Contribution,
    Head,
    Relation,
    Report,
    Step,
    Utterance,
    Word,
)
from agents.records.when import FRESH, PAST, News, When

__all__ = [
    "FRESH",
    "PAST",
    "ActorState",
    "Alert",
    "Article",
    "ArticleHead",
    "ArticleKind",
    "Contribution",
    "Coverage",
    "Cue",
    "Deed",
    "Delta",
    "Deltas",
    "Entity",
    "EntityType",
    "Entry",
    "Evidence",
    "Fate",
    "Feed",
    "Findings",
    "Gist",
    "Happening",
    "Head",
    "Incident",
    "Life",
    "Mention",
    "Modality",
    "News",
    "Outgoing",
    "Party",
    "PollState",
    "Quad",
    "Quote",
    "QuoteType",
    "Record",
    "Reject",
    "Relation",
    "Report",
    "Said",
    "Sense",
    "Severity",
    "Signal",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Standing",
    "Status",
    "Step",
    "Tally",
    "Telling",
    "Trust",
    "Turn",
    "Update",
    "Utc",
    "Utterance",
    "When",
    "Word",
]  # fmt: skip
