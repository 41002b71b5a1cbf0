"""How the feeds do, from their records alone: what `demarche feeds status` shows, troubled ones first.

Pure: the records and the clock are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from agents.records import Feed, PollState
from streams.feeds.coverage import trouble_of
from streams.feeds.schedule import interval_of

DAY = timedelta(days=1)
HEADS = ("feed", "state", "last well", "every", "next", "304", "errors", "a day", "delay", "whole", "not published")


@dataclass(frozen=True, slots=True)
class Status:
    """One feed.  Shares are of its polls (`whole_share` of its articles), times in seconds; None: nothing is known."""

    id: str
    name: str
    url: str
    group: str
    state: str
    verdict: str
    error: str
    last_success_at: datetime | None
    next_poll_at: datetime | None
    interval_s: float
    polls: int
    unchanged_share: float | None
    error_share: float | None
    articles: int
    revisions: int
    articles_a_day: float | None
    delay_s: float | None
    whole_share: float | None
    entries: int | None
    dropped: Mapping[str, int] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Give it as plain values for JSON."""
        return asdict(self)


def status_of(feed: Feed, now: datetime, default_s: float) -> Status:
    """Say how one feed does."""
    poll = feed.poll or PollState()
    tally = poll.tally
    # What stood in the feed at first was written over months; it says nothing of a day.
    days = (now - tally.since) / DAY if tally.since and now - tally.since >= timedelta(hours=1) else None
    return Status(
        id=feed.id,
        name=feed.name,
        url=poll.address or feed.url,
        group=feed.group,
        state=_state(feed),
        verdict=poll.verdict,
        error=poll.last_error,
        last_success_at=poll.last_success_at,
        next_poll_at=poll.next_poll_at if feed.enabled else None,
        interval_s=interval_of(feed, poll, default_s),
        polls=tally.polls,
        unchanged_share=_share(tally.unchanged, tally.polls),
        error_share=_share(tally.errors, tally.polls),
        articles=tally.articles,
        revisions=tally.revisions,
        articles_a_day=round(tally.articles / max(days, 1.0), 1) if days else None,
        delay_s=tally.delay_s or None,
        whole_share=_share(tally.whole, tally.articles),
        entries=poll.entries if poll.entries >= 0 else None,
        dropped=dict(tally.dropped),
    )


def statuses(feeds: Iterable[Feed], now: datetime, default_s: float) -> list[Status]:
    """Say how all feeds do: first those in trouble, then those never polled, then the others, by id."""
    found = [status_of(feed, now, default_s) for feed in feeds]
    order = {"well": 2, "off": 3, "new": 1}
    return sorted(found, key=lambda s: (order.get(s.state, 0), s.id))


def table(found: Sequence[Status], now: datetime) -> list[str]:
    """Write the table for a terminal, and a line of sums below it."""
    rows = [HEADS, *(_cells(status, now) for status in found)]
    widths = [min(max(len(row[n]) for row in rows), 40) for n in range(len(HEADS))]
    lines = [
        "  ".join(cell[:40].ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return [*lines, "", sums(found)]


def sums(found: Sequence[Status]) -> str:
    """Give all feeds in one line."""
    by_state: dict[str, int] = {}
    for status in found:
        by_state[status.state] = by_state.get(status.state, 0) + 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(by_state.items(), key=lambda item: -item[1]))
    dropped = sum(count for status in found for count in status.dropped.values())
    articles = sum(status.articles for status in found)
    return f"{len(found)} feeds: {told}; {articles} articles published, {dropped} times an entry was not"


def _state(feed: Feed) -> str:
    if not feed.enabled:
        return "off"
    if feed.poll is None or feed.poll.last_poll_at is None:
        return "new"
    trouble = trouble_of(feed.poll)
    if trouble == "failing":
        return feed.poll.verdict or "failing"
    return trouble or ("well" if not feed.poll.failures else feed.poll.verdict)


def _cells(status: Status, now: datetime) -> tuple[str, ...]:
    dropped = ", ".join(f"{count} {reason}" for reason, count in status.dropped.items())
    return (
        status.id,
        status.state,
        _ago(status.last_success_at, now),
        _time(status.interval_s),
        _ago(now, status.next_poll_at) if status.next_poll_at and status.next_poll_at > now else "now",
        _percent(status.unchanged_share),
        _percent(status.error_share),
        "-" if status.articles_a_day is None else f"{status.articles_a_day:g}",
        _time(status.delay_s) if status.delay_s else "-",
        _percent(status.whole_share),
        dropped or "-",
    )


def _ago(then: datetime | None, now: datetime | None) -> str:
    return _time(max(0.0, (now - then).total_seconds())) if then and now else "never"


def _time(seconds: float) -> str:
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.2g} s"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
