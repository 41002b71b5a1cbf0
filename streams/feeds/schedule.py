"""When to poll a feed again, and what to remember of an answer: by its own rhythm, what it asks for and a floor.

After failures by their cause.  Pure: the clock is an argument, and jitter comes from the feed's id.  Called by
`poll.py`, `poller.py`, `network.py` and `trial.py`.
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
HOUR = timedelta(hours=1)
DORMANT = timedelta(days=30)  # a feed that says for two days that it is gone; feeds do come back
LONGEST_RETRY = timedelta(hours=96)  # Retry-After of 88 h was seen
SHORTEST_S = 0.2  # whatever interval a feed names
FLOOR_S = 300.0  # for feeds that name no interval of their own
OUTAGE_S = 300.0  # between two polls while it may be our own network that is down
OUTAGE = timedelta(hours=24)  # for so long
PER_GAP = 2.0  # polls in the usual time between two new entries
JITTER = 0.1
MOVES = 3  # equal answers, before the place they lead to is taken for the feed's own
LOST = 3  # failures there, before the old address is asked again
_OURS = ("dns", "connection", "timeout")


def next_poll(
    feed: Feed, state: PollState, answer: Answer, now: datetime, default_s: float, network_down: bool | None = None
) -> datetime:
    """Say when a feed is due again after an answer; `state.failures` already counts it.

    A feed's own `interval_s` is taken as it stands, so that a demo may poll each second; only Retry-After is longer.
    `network_down`: whether our own network fails (None: not known).
    """
    interval = timedelta(seconds=interval_of(feed, state, default_s))
    if answer.outcome in ("error", "gone"):
        wait = max(_after_failure(state, answer, now, interval, network_down), retry_after(answer.headers, now))
    elif feed.interval_s:
        wait = interval
    else:
        # An hour at most: some servers send a year for everything, news or not.
        asked = max(fresh_for(answer.headers, now), timedelta(seconds=state.ttl_s))
        wait = max(interval, min(asked, HOUR))
    moment = now + wait * (1 + JITTER * _share(feed.id))
    return moment if feed.interval_s else _awake(moment, state)


def interval_of(feed: Feed, state: PollState, default_s: float) -> float:
    """Give the seconds between two polls: the operator's, else by the feed's own rhythm, else the default.

    A feed is asked twice in the usual time between two new entries, between the floor and an hour (or the default,
    where that is longer).
    """
    if feed.interval_s:
        return max(feed.interval_s, SHORTEST_S)
    if not state.gap_s:
        return max(default_s, FLOOR_S)
    return min(max(state.gap_s / PER_GAP, FLOOR_S), max(default_s, HOUR.total_seconds()))


def is_ours(answer: Answer) -> bool:
    """Tell a failure that may be one of our own network: no name was resolved, no connection came about."""
    return answer.outcome == "error" and answer.error.partition(":")[0] in _OURS


def _after_failure(
    state: PollState, answer: Answer, now: datetime, interval: timedelta, network_down: bool | None
) -> timedelta:
    failing = now - (state.failing_since or now)
    doubled = timedelta(seconds=interval.total_seconds() * 2 ** min(state.failures, 20))
    if answer.outcome == "gone":
        return DORMANT if failing >= 2 * LONGEST else HOUR if state.failures <= 1 else LONGEST / 2
    if is_ours(answer) and network_down is not False and failing < OUTAGE:
        return min(interval, timedelta(seconds=OUTAGE_S))
    return min(doubled, HOUR if failing < LONGEST else LONGEST)


def _awake(moment: datetime, state: PollState) -> datetime:
    """Put a poll off to the end of the hours (GMT) in which a feed asks to be left alone."""
    hours = set(state.skip_hours)
    if moment.hour not in hours or len(hours) >= 24:
        return moment
    minutes = moment - moment.replace(minute=0, second=0, microsecond=0)
    while moment.hour in hours:
        moment += HOUR
    return moment - minutes * 0.9  # not all of them at the stroke of the hour


def first_poll(feed: Feed, now: datetime, default_s: float) -> datetime:
    """Spread the first polls of a whole catalogue over the first minute, so that a start is no burst."""
    spread = min(60.0, feed.interval_s or default_s)
    return now + timedelta(seconds=spread * _share(feed.id)) if not feed.interval_s else now


def remember(
    feed: Feed, answer: Answer, now: datetime, default_s: float, network_down: bool | None = None
) -> PollState:
    """Give the poll state after an answer: validators, outcome, failures, address, and when to poll next.

    `network_down` says whether it is our own network that fails (None: not known); a feed is not blamed for it.
    """
    old = feed.poll or PollState()
    failed = answer.outcome in ("error", "gone")
    fresh = answer.outcome == "changed"
    blamed = failed and not (network_down and is_ours(answer))
    # A 304 renews the validators it carries and keeps the others (RFC 9110, 15.4.5).
    etag = answer.headers.get("etag", "" if fresh else old.etag)
    modified = answer.headers.get("last-modified", "" if fresh else old.last_modified)
    state = msgspec.structs.replace(
        old,
        etag=old.etag if failed else etag,
        last_modified=old.last_modified if failed else modified,
        last_poll_at=now,
        last_success_at=old.last_success_at if failed else now,
        last_outcome=answer.outcome,
        last_error=answer.error,
        failures=old.failures + blamed if failed else 0,
        failing_since=(old.failing_since or now) if failed else None,
        quiet=0 if fresh else old.quiet + (answer.outcome == "not_modified"),
    )
    state = _moved(state, answer, failed)
    return msgspec.structs.replace(state, next_poll_at=next_poll(feed, state, answer, now, default_s, network_down))


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
    """Read Retry-After, seconds or a date (RFC 9110, 10.2.3), else X-Ratelimit-Reset; between 0 and LONGEST_RETRY."""
    raw = headers.get("retry-after", "").strip() or headers.get("x-ratelimit-reset", "").strip()
    if raw.isdecimal() and len(raw) == 10:  # a moment, as some count it
        raw = str(max(0, int(raw) - int(now.timestamp())))
    if raw.isdecimal():
        return min(timedelta(seconds=min(int(raw[:9]), 10**8)), LONGEST_RETRY)
    until = _http_date(raw)
    return min(max(until - now, timedelta()), LONGEST_RETRY) if until else timedelta()


def _moved(state: PollState, answer: Answer, failed: bool) -> PollState:
    """Count equal permanent redirects; the third makes their target the feed's address, until it fails."""
    if failed:
        lost = state.address and state.failures >= LOST
        return msgspec.structs.replace(state, address="", moves=0) if lost else state
    if not answer.moved_to:
        return msgspec.structs.replace(state, moves=0, moved_to="") if state.moves else state
    moves = state.moves + 1 if answer.moved_to == state.moved_to else 1
    address = answer.moved_to if moves >= MOVES else state.address
    return msgspec.structs.replace(state, moved_to=answer.moved_to, moves=min(moves, MOVES), address=address)


def _http_date(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _share(feed_id: str) -> float:
    """Give a number in 0..1 that is always the same for a feed."""
    return crc32(feed_id.encode()) / 2**32
