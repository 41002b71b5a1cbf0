"""When to poll a feed again, and what to remember of the poll just made.

Pure: the clock is an argument, and jitter comes from the feed's id.  Called by `poller.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zlib import crc32

import msgspec

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer

LONGEST = timedelta(hours=24)
DORMANT = timedelta(days=30)  # a feed that says it is gone; feeds do come back
LONGEST_RETRY = timedelta(hours=96)  # Retry-After of 88 h was seen
SHORTEST_S = 0.2  # whatever interval a feed names
FLOOR_S = 300.0  # for feeds that name no interval of their own
JITTER = 0.1


def next_poll(feed: Feed, state: PollState, answer: Answer, now: datetime, default_s: float) -> datetime:
    """Say when a feed is due again after an answer; `state.failures` already counts it.

    The longest of its interval (doubled with each failure up to a day), what Cache-Control or Expires allow and what
    Retry-After asks.  A feed's own `interval_s` is taken as it stands, so that a demo may poll each second.
    """
    interval = interval_of(feed, state, default_s)
    if answer.outcome == "gone":
        return now + DORMANT
    if answer.outcome == "error":
        doubled = interval * 2 ** min(state.failures, 20)
        wait = max(min(timedelta(seconds=doubled), LONGEST), retry_after(answer.headers, now))
    else:
        # A day at most: some servers send a year for everything.
        wait = max(timedelta(seconds=interval), min(fresh_for(answer.headers, now), LONGEST))
    return now + wait * (1 + JITTER * _share(feed.id))


def interval_of(feed: Feed, state: PollState, default_s: float) -> float:
    """Give the seconds between two polls: the feed's own, else what was learnt, else the default above the floor."""
    return max(feed.interval_s, SHORTEST_S) if feed.interval_s else max(state.interval_s or default_s, FLOOR_S)


def first_poll(feed: Feed, now: datetime, default_s: float) -> datetime:
    """Spread the first polls of a whole catalogue over the first minute, so that a start is no burst."""
    spread = min(60.0, feed.interval_s or default_s)
    return now + timedelta(seconds=spread * _share(feed.id)) if not feed.interval_s else now


def remember(feed: Feed, answer: Answer, now: datetime, default_s: float) -> PollState:
    """Give the poll state after an answer: validators, outcome, count of failures, and when to poll next."""
    old = feed.poll or PollState()
    failed = answer.outcome in ("error", "gone")
    fresh = answer.outcome == "changed"
    # A 304 renews the validators it carries and keeps the others (RFC 9110, 15.4.5).
    etag = answer.headers.get("etag", "" if fresh else old.etag)
    modified = answer.headers.get("last-modified", "" if fresh else old.last_modified)
    state = PollState(
        etag=old.etag if failed else etag,
        last_modified=old.last_modified if failed else modified,
        body_hash=old.body_hash,
        last_poll_at=now,
        last_success_at=old.last_success_at if failed else now,
        last_outcome=answer.outcome,
        last_error=answer.error,
        failures=old.failures + 1 if failed else 0,
        interval_s=old.interval_s,
        seen=old.seen,
    )
    return msgspec.structs.replace(state, next_poll_at=next_poll(feed, state, answer, now, default_s))


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Say how long an answer stays fresh: max-age less Age, else Expires less Date (RFC 9111, 4.2.1); never below 0."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return timedelta()
    found = re.search(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})", control)
    if found:
        age = headers.get("age", "")
        return timedelta(seconds=max(0, int(found.group(1)) - (int(age) if age.isdecimal() and len(age) < 10 else 0)))
    until = _http_date(headers.get("expires", ""))
    if until is None:
        return timedelta()
    return max(until - (_http_date(headers.get("date", "")) or now), timedelta())


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Read Retry-After, seconds or a date (RFC 9110, 10.2.3), between 0 and LONGEST_RETRY."""
    raw = headers.get("retry-after", "").strip()
    if raw.isdecimal():
        return min(timedelta(seconds=min(int(raw[:9]), 10**8)), LONGEST_RETRY)
    until = _http_date(raw)
    return min(max(until - now, timedelta()), LONGEST_RETRY) if until else timedelta()


def _http_date(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _share(feed_id: str) -> float:
    """Give a number in 0..1 that is always the same for a feed."""
    return crc32(feed_id.encode()) / 2**32
