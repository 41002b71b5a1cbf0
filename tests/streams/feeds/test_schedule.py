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


def wait(
    outcome: Outcome,
    headers: dict[str, str],
    failures: int = 0,
    interval_s: float = 0.0,
    failing_h: float = 0.0,
    state: PollState | None = None,
) -> float:
    feed = msgspec.structs.replace(FEED, interval_s=interval_s)
    state = state or PollState(failures=failures, failing_since=NOW - timedelta(hours=failing_h))
    return (next_poll(feed, state, Answer(outcome, URL, headers=headers), NOW, 900) - NOW).total_seconds()


@pytest.mark.parametrize(
    ("outcome", "headers", "failures", "interval_s", "seconds"),
    [
        ("changed", {}, 0, 0, 900),
        ("not_modified", {}, 0, 0, 900),
        ("changed", {}, 0, 1, 1),
        ("changed", {}, 0, 1e-9, SHORTEST_S),
        ("changed", {"cache-control": "max-age=60"}, 0, 0, 900),
        ("changed", {"cache-control": "public, max-age=1800"}, 0, 0, 1800),
        ("not_modified", {"cache-control": "max-age=1800"}, 0, 0, 1800),
        ("changed", {"cache-control": "max-age=31536000"}, 0, 0, HOUR),
        ("changed", {"cache-control": "max-age=31536000"}, 0, 60, 60),
        ("changed", {"cache-control": "no-cache, max-age=7200"}, 0, 0, 900),
        ("error", {}, 1, 0, 1800),
        ("error", {}, 2, 0, 3600),
        ("error", {}, 5, 0, HOUR),
        ("error", {}, 1000, 0, HOUR),
        ("error", {}, 1, 1, 2),
        ("error", {"retry-after": "7200"}, 1, 0, 7200),
        ("error", {"retry-after": "60"}, 1, 0, 1800),
        ("error", {"retry-after": "316800"}, 1, 0, 316_800),
        ("error", {"retry-after": "99999999999"}, 1, 0, 96 * HOUR),
        ("error", {"retry-after": "Mon, 06 Jan 2025 15:00:00 GMT"}, 1, 0, 3 * HOUR),
        ("error", {"retry-after": "soon"}, 1, 0, 1800),
        ("error", {"x-ratelimit-reset": "7200"}, 1, 0, 7200),
        ("error", {"x-ratelimit-reset": str(int(NOW.timestamp()) + 7200)}, 1, 0, 7200),
        ("changed", {"retry-after": "7200"}, 0, 0, 900),
        ("gone", {}, 1, 0, HOUR),
        ("gone", {}, 2, 0, DAY / 2),
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


def test_a_failure_of_more_than_a_day_is_put_off_to_a_day_and_one_that_is_gone_to_a_month() -> None:
    assert DAY <= wait("error", {}, 30, failing_h=25) <= DAY * 1.1
    assert 30 * DAY <= wait("gone", {}, 5, failing_h=49) <= 33 * DAY


@pytest.mark.parametrize(("gap_s", "seconds"), [(0, 900), (60, 300), (1200, 600), (5400, 2700), (DAY, HOUR)])
def test_a_feed_is_asked_by_its_own_rhythm(gap_s: float, seconds: float) -> None:
    assert seconds <= wait("changed", {}, state=PollState(gap_s=gap_s)) <= seconds * 1.1


def test_a_ttl_is_heeded_up_to_an_hour_and_the_operator_wins() -> None:
    assert 1800 <= wait("changed", {}, state=PollState(ttl_s=1800)) <= 1980
    assert 3600 <= wait("changed", {}, state=PollState(ttl_s=DAY)) <= 3960
    assert wait("changed", {}, interval_s=60, state=PollState(ttl_s=DAY, skip_hours=(12,))) < 67


def test_hours_to_be_left_alone_in_are_slept_over() -> None:
    seconds = wait("changed", {}, state=PollState(skip_hours=(12, 13, 14)))
    assert 3 * HOUR <= seconds < 4 * HOUR


@pytest.mark.parametrize("error", ["dns: no name", "connection: refused"])
def test_what_may_be_our_own_network_is_tried_again_soon_for_a_day(error: str) -> None:
    answer = Answer("error", URL, error=error)

    def waits(down: bool | None, failing_h: float) -> float:
        state = PollState(failures=9, failing_since=NOW - timedelta(hours=failing_h))
        return (next_poll(FEED, state, answer, NOW, 900, down) - NOW).total_seconds()

    assert waits(None, 8) <= 330 and waits(True, 8) <= 330
    assert waits(False, 8) >= HOUR and waits(None, 30) >= DAY


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


def test_the_third_equal_redirect_is_the_new_address_until_it_fails() -> None:
    moved = Answer("not_modified", "https://new.example/", 304, moved_to="https://new.example/")
    state = PollState()
    for address in ("", "", "https://new.example/"):
        state = remember(msgspec.structs.replace(FEED, poll=state), moved, NOW, 900)
        assert state.address == address
    state = remember(msgspec.structs.replace(FEED, poll=state), Answer("changed", URL, 200), NOW, 900)
    assert (state.address, state.moves) == ("https://new.example/", 0)
    for address in ("https://new.example/", "https://new.example/", ""):
        state = remember(msgspec.structs.replace(FEED, poll=state), Answer("error", URL, 404), NOW, 900)
        assert state.address == address


def test_redirects_that_differ_are_never_adopted() -> None:
    state = PollState()
    for n in range(9):
        answer = Answer("changed", URL, 200, moved_to=f"https://new.example/{n % 2}")
        state = remember(msgspec.structs.replace(FEED, poll=state), answer, NOW, 900)
    assert state.address == ""


def test_nobody_is_blamed_for_our_own_network() -> None:
    feed = msgspec.structs.replace(FEED, poll=PollState(failures=1))
    lost = Answer("error", URL, error="dns: no name")
    assert remember(feed, lost, NOW, 900, network_down=True).failures == 1
    assert remember(feed, lost, NOW, 900, network_down=False).failures == 2
    assert remember(feed, Answer("error", URL, 500, error="status: 500"), NOW, 900, network_down=True).failures == 2
