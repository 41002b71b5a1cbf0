"""What all records share: frozen, flat, and typed by a few closed lists.

All offsets are characters of `Article.text` as stored, end exclusive.  Times are UTC.  Every field is of a type that
says how much it may hold (`agents.limits`), or stands in a row that says how many it has.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Utc = Annotated[datetime, Meta(tz=True)]

EntityType = Literal["PER", "ORG", "LOC", "MISC"]
Sense = Literal["actor", "place", "other"]
QuoteType = Literal["direct", "mixed", "indirect", "headline", "transcript"]
SpeakerKind = Literal["person", "organisation", "group", "document", "outlet", "anonymous", "unknown"]
Modality = Literal["asserted", "negated", "future", "hypothetical", "reportedly"]
Status = Literal["done", "announced", "reported", "hypothetical", "negated"]
Fate = Literal["done", "announced", "reported", "hypothetical", "negated", "denied"]  # of a happening, over its reports
Quad = Literal[1, 2, 3, 4]
ArticleKind = Literal["news", "opinion", "retrospective", "live", "list", "correction", "retraction"]
Trust = Literal["stated", "clamped", "fetched"]


class Record(Struct, frozen=True, omit_defaults=True):
    """A thing that travels."""
