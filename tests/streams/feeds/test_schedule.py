"""When a feed is due again, as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer, Outcome
from streams.feeds.schedule import JITTER, SHORTEST_S, first_poll, fresh_for, next_poll, remember, retry_after

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
FEED = Feed(id="desk", url="https://desk.example/feed")
URL = FEED.url
HOUR, DAY = 3600, 86_400


def wait(outcome: Outcome, headers: dict[str, str], failures: int = 0, interval_s: float = 0.0) -> float:
    feed = msgspec.structs.replace(FEED, interval_s=interval_s)
    state = PollState(failures=failures)
    return (next_poll(feed, state, Answer(outcome, URL, headers=headers), NOW, 900) - NOW).total_seconds()


@pytest.mark.parametrize(
    ("outcome", "headers", "failures", "interval_s", "seconds"),
    [
        ("changed", {}, 0, 0, 900),
        ("not_modified", {}, 0, 0, 900),
        ("changed", {}, 0, 1, 1),
        ("changed", {}, 0, 1e-9, SHORTEST_S),
        ("changed", {"cache-control": "max-age=60"}, 0, 0, 900),
        ("changed", {"cache-control": "public, max-age=7200"}, 0, 0, 7200),
        ("not_modified", {"cache-control": "max-age=7200"}, 0, 0, 7200),
        ("changed", {"cache-control": "max-age=31536000"}, 0, 0, DAY),
        ("changed", {"cache-control": "no-cache, max-age=7200"}, 0, 0, 900),
        ("error", {}, 1, 0, 1800),
        ("error", {}, 2, 0, 3600),
        ("error", {}, 5, 0, 28_800),
        ("error", {}, 7, 0, DAY),
        ("error", {}, 1000, 0, DAY),
        ("error", {}, 1, 1, 2),
        ("error", {"retry-after": "7200"}, 1, 0, 7200),
        ("error", {"retry-after": "60"}, 1, 0, 1800),
        ("error", {"retry-after": "316800"}, 1, 0, 316_800),
        ("error", {"retry-after": "99999999999"}, 1, 0, 96 * HOUR),
        ("error", {"retry-after": "Mon, 06 Jan 2025 15:00:00 GMT"}, 1, 0, 3 * HOUR),
        ("error", {"retry-after": "soon"}, 1, 0, 1800),
        ("gone", {}, 1, 0, 30 * DAY),
    ],
)
def test_next_poll(outcome: Outcome, headers: dict[str, str], failures: int, interval_s: float, seconds: float) -> None:
    assert seconds <= wait(outcome, headers, failures, interval_s) <= seconds * (1 + JITTER)


def test_a_default_below_the_floor_is_lifted_but_a_feed_may_state_less() -> None:
    answer = Answer("changed", URL)
    assert next_poll(FEED, PollState(), answer, NOW, 1) >= NOW + timedelta(seconds=300)


def test_jitter_hangs_on_the_feed_alone() -> None:
    waits = {n: wait("changed", {}) for n in range(3)}
    assert len(set(waits.values())) == 1
    others = {
        next_poll(msgspec.structs.replace(FEED, id=f"f{n}"), PollState(), Answer("changed", URL), NOW, 900)
        for n in range(50)
    }
    assert len(others) == 50


def test_first_polls_are_spread_unless_the_feed_states_its_pace() -> None:
    feeds = [msgspec.structs.replace(FEED, id=f"f{n}") for n in range(200)]
    moments = sorted((first_poll(f, NOW, 900) - NOW).total_seconds() for f in feeds)
    assert moments[0] >= 0 and moments[-1] <= 60 and moments[100] > 15
    assert first_poll(msgspec.structs.replace(FEED, interval_s=5), NOW, 900) == NOW


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=100", "age": "30"}, 70),
        ({"cache-control": "max-age=100", "age": "300"}, 0),
        ({"cache-control": "s-maxage=500"}, 0),
        ({"cache-control": "MAX-AGE=100"}, 100),
        ({"cache-control": "max-age=0", "expires": "Mon, 06 Jan 2025 13:00:00 GMT"}, 0),
        ({"expires": "Mon, 06 Jan 2025 13:00:00 GMT"}, HOUR),
        ({"expires": "Mon, 06 Jan 2025 13:00:00 GMT", "date": "Mon, 06 Jan 2025 12:30:00 GMT"}, HOUR / 2),
        ({"expires": "0"}, 0),
        ({"expires": "Mon, 06 Jan 2020 13:00:00 GMT"}, 0),
    ],
)
def test_freshness(headers: dict[str, str], seconds: float) -> None:
    assert fresh_for(headers, NOW).total_seconds() == seconds


@pytest.mark.parametrize("raw", ["", "-5", "1.5", "never", "Mon, 06 Jan 2020 13:00:00 GMT", "²"])
def test_retry_after_that_says_nothing(raw: str) -> None:
    assert retry_after({"retry-after": raw}, NOW) == timedelta()


def test_a_success_renews_validators_and_clears_failures() -> None:
    old = PollState(etag='"1"', last_modified="x", failures=3, last_error="status: 500", seen={"a": "b"}, body_hash="h")
    feed = msgspec.structs.replace(FEED, poll=old)
    state = remember(feed, Answer("changed", URL, 200, {"etag": '"2"'}), NOW, 900)
    assert (state.etag, state.last_modified) == ('"2"', "")
    assert (state.failures, state.last_error, state.last_outcome) == (0, "", "changed")
    assert state.last_success_at == state.last_poll_at == NOW
    assert (state.seen, state.body_hash) == ({"a": "b"}, "h")
    assert state.next_poll_at is not None and state.next_poll_at > NOW


def test_an_unchanged_answer_keeps_the_validators_it_does_not_renew() -> None:
    feed = msgspec.structs.replace(FEED, poll=PollState(etag='"1"', last_modified="x"))
    state = remember(feed, Answer("not_modified", URL, 304, {"last-modified": "y"}), NOW, 900)
    assert (state.etag, state.last_modified) == ('"1"', "y")


def test_a_failure_is_counted_and_forgets_nothing() -> None:
    then = NOW - timedelta(hours=1)
    old = PollState(etag='"1"', last_modified="x", failures=1, last_success_at=then, seen={"a": "b"})
    feed = msgspec.structs.replace(FEED, poll=old)
    state = remember(feed, Answer("error", URL, 500, {"etag": '"9"'}, error="status: 500"), NOW, 900)
    assert (state.etag, state.last_modified, state.failures) == ('"1"', "x", 2)
    assert (state.last_success_at, state.last_poll_at, state.last_error) == (then, NOW, "status: 500")
    assert state.seen == {"a": "b"}
