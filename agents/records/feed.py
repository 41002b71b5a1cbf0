"""What to poll, and what could not be used."""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    SEEN,
    Code,
    Count,
    Digest,
    FeedId,
    Id,
    Language,
    Name,
    Position,
    Raw,
    Seconds,
    Subject,
    Told,
    Topic,
    Url,
    Validator,
    most,
)
from agents.records.record import Record, Utc


class PollState(Record):
    """What a poller must remember of a feed between two polls, kept over restarts.

    `seen` maps entry -> revision for the entries of the last documents, so that only news is published.
    """

    etag: Validator = ""
    last_modified: Validator = ""
    body_hash: Id = ""
    next_poll_at: Utc | None = None
    last_poll_at: Utc | None = None
    last_success_at: Utc | None = None
    last_outcome: Code = ""
    last_error: Told = ""
    failures: Count = 0
    interval_s: Seconds = 0.0
    seen: Annotated[dict[Id, Id], most(SEEN)] = {}


class Feed(Record):
    """What to poll, and (once it was polled) its poll state.

    Of an `archive` every row counts as fetched when it was published, so that a story told anew raises its alerts.
    """

    id: FeedId
    url: Url
    name: Name = ""
    lang: Language = ""
    interval_s: Seconds = 0.0
    enabled: bool = True
    archive: bool = False
    poll: PollState | None = None

    @property
    def key(self) -> str:
        return self.id


class Reject(Record):
    """Something that could not be used, with the reason from a closed list and the bytes as they came (base64)."""

    id: Digest
    stage: Code
    reason: Code
    error: Told
    topic: Topic = ""
    partition: Position = -1
    offset: Position = -1
    record_id: Subject = ""
    raw: Raw = ""

    @property
    def key(self) -> str:
        return self.id
