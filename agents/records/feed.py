"""What to poll, and what could not be used."""

from __future__ import annotations

from agents.records.record import Record, Utc


class PollState(Record):
    """What a poller must remember of a feed between two polls, kept over restarts.

    `seen` maps entry -> revision for the entries of the last documents, so that only news is published.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_poll_at: Utc | None = None
    last_poll_at: Utc | None = None
    last_success_at: Utc | None = None
    last_outcome: str = ""
    last_error: str = ""
    failures: int = 0
    interval_s: float = 0.0
    seen: dict[str, str] = {}


class Feed(Record):
    """What to poll, and (once it was polled) its poll state.

    Of an `archive` every row counts as fetched when it was published, so that a story told anew raises its alerts.
    """

    id: str
    url: str
    name: str = ""
    lang: str = ""
    interval_s: float = 0.0
    enabled: bool = True
    archive: bool = False
    poll: PollState | None = None

    @property
    def key(self) -> str:
        return self.id


class Reject(Record):
    """Something that could not be used, with the reason from a closed list and the bytes as they came (base64)."""

    id: str
    stage: str
    reason: str
    error: str
    topic: str = ""
    partition: int = -1
    offset: int = -1
    record_id: str = ""
    raw: str = ""

    @property
    def key(self) -> str:
        return self.id
