"""What to poll, and what could not be used."""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    HEADERS,
    NAMES,
    REASONS,
    SEEN,
    Code,
    Count,
    Digest,
    FeedId,
    Hour,
    Id,
    Language,
    Name,
    Phrase,
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


class Tally(Record):
    """What came of a feed since it was first polled.

    `unchanged` are polls that brought the same document, `whole` articles whose page was read.  `delay_s` is the
    usual time from publication to the poll that found it.  `dropped` counts entries not published, by reason.
    """

    since: Utc | None = None
    polls: Count = 0
    unchanged: Count = 0
    errors: Count = 0
    articles: Count = 0
    revisions: Count = 0
    whole: Count = 0
    delay_s: Seconds = 0.0
    dropped: Annotated[dict[Code, Count], most(REASONS)] = {}


class PollState(Record):
    """What a poller must remember of a feed between two polls, kept over restarts.

    `seen` maps entry -> revision for the entries of the last documents, so that only news is published; `names` maps
    guids and texts -> entry, so that an entry stays itself under another address.  `address` is where permanent
    redirects were followed for good, `moved_to` where the last ones led.  `verdict` names what came of the last poll,
    `content` of the last document that was read and `entries` how many it had (-1: none was read); `quiet` counts polls
    in a row that brought none.  `gap_s` is the usual time between two new entries.  `unconditional` marks a server
    whose 304 lied.
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
    names: Annotated[dict[Id, Id], most(NAMES)] = {}
    verdict: Code = ""
    content: Code = ""
    entries: Position = -1
    quiet: Count = 0
    address: Url = ""
    moved_to: Url = ""
    moves: Count = 0
    unconditional: bool = False
    failing_since: Utc | None = None
    last_new_at: Utc | None = None
    gap_s: Seconds = 0.0
    ttl_s: Seconds = 0.0
    skip_hours: Annotated[tuple[Hour, ...], most(24)] = ()
    tally: Tally = Tally()


class Feed(Record):
    """What to poll, and (once it was polled) its poll state.

    Of an `archive` every row counts as fetched when it was published, so that a story told anew raises its alerts.
    `text` says whose text counts: `feed`, `page`, or `auto` (the page's where the feed's is short).  `owner` is
    public, state, private or official; `basis` says on what the address rests.  `zone` is the tz database's, for dates
    that name none; `ca` a file of certificates; 0 `max_bytes` is the default.  `asked_at`: poll at once, if later than
    the last poll.
    """

    id: FeedId
    url: Url
    name: Name = ""
    lang: Language = ""
    interval_s: Seconds = 0.0
    enabled: bool = True
    archive: bool = False
    text: Code = "auto"
    group: Name = ""
    country: Code = ""
    region: Code = ""
    owner: Code = ""
    basis: Phrase = ""
    zone: Name = ""
    headers: Annotated[dict[Name, Validator], most(HEADERS)] = {}
    proxy: Url = ""
    ca: Url = ""
    max_bytes: Count = 0
    asked_at: Utc | None = None
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
