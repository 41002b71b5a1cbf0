"""Which feeds are polled next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer
from streams.feeds.rounds import Rounds

NOW = datetime(2025, 10, 15, 12, tzinfo=UTC)


def at(name: str, host: str, minutes: float, enabled: bool = True) -> Feed:
    state = PollState(next_poll_at=NOW + timedelta(minutes=minutes))
    return Feed(id=name, url=f"https://{host}/{name}", enabled=enabled, poll=state)


def due(*feeds: Feed, places: int = 16) -> list[str]:
    return [feed.id for feed in Rounds(lambda: NOW, places, 900).due(feeds)]


def test_due_are_the_most_overdue_one_a_domain_and_never_the_disabled() -> None:
    feeds = (at("b", "x", -1), at("a", "x", -2), at("c", "y", 0), at("d", "z", 1), at("e", "w", -9, enabled=False))
    assert due(*feeds) == ["a", "c"]
    assert due(at("a", "feeds.bbci.co.uk", -1), at("b", "news.bbci.co.uk", -2)) == ["b"]


def test_a_state_that_puts_a_feed_off_for_ever_is_not_believed() -> None:
    feeds = (at("a", "x", 60 * 24 * 33), at("b", "y", 60 * 24 * 365 * 1000))
    late = Feed(id="b", url="https://y/b", interval_s=1.0, poll=feeds[1].poll)
    assert due(feeds[0], late) == ["b"]


def test_no_more_are_due_than_may_be_fetched_at_once() -> None:
    feeds = [at(f"f{n}", f"h{n}", -n) for n in range(10)]
    assert due(*feeds, places=4) == ["f9", "f8", "f7", "f6"]
    rounds = Rounds(lambda: NOW, 4, 900)
    for feed in rounds.due(feeds):
        rounds.begin(feed)
    assert rounds.due(feeds) == []
    assert rounds.fetched("f9") and not rounds.fetched("f9")
    assert [feed.id for feed in rounds.due(feeds)] == ["f5"], "f9 is being read, its place is free"


def test_a_domain_has_a_gap_unless_the_operator_states_a_pace() -> None:
    for interval_s, again in ((0.0, []), (5.0, ["b"])):
        rounds = Rounds(lambda: NOW, 4, 900)
        first, second = (
            Feed(id=n, url=f"https://x/{n}", interval_s=interval_s, poll=at(n, "x", -1).poll) for n in "ab"
        )
        rounds.begin(first)
        assert rounds.due([second]) == []
        rounds.end("a")
        assert [feed.id for feed in rounds.due([second])] == again


def test_the_feeds_of_a_host_that_asks_for_time_wait_and_others_do_not() -> None:
    now = [NOW]
    rounds = Rounds(lambda: now[0], 16, 900)
    feeds = (at("a", "x", -3), at("b", "x", -2), at("c", "y", -1))
    rounds.heard(feeds[0], Answer("error", feeds[0].url, 429, {"retry-after": "120"}, error="status: 429"))
    assert [feed.id for feed in rounds.due(feeds)] == ["c"]
    now[0] += timedelta(minutes=3)
    assert [feed.id for feed in rounds.due(feeds)] == ["a", "c"]


def test_a_feed_that_is_asked_for_is_due_at_once_and_once() -> None:
    polled = PollState(last_poll_at=NOW - timedelta(minutes=1), next_poll_at=NOW + timedelta(days=20))
    asked = Feed(id="a", url="https://x/a", poll=polled, asked_at=NOW)
    done = Feed(id="b", url="https://y/b", poll=polled, asked_at=NOW - timedelta(minutes=2))
    assert due(asked, done) == ["a"]


def test_a_fault_of_ours_puts_a_feed_off_for_seconds() -> None:
    rounds = Rounds(lambda: NOW, 16, 900)
    rounds.put_off("a")
    assert rounds.due([at("a", "x", -9)]) == []
    assert rounds.due_at(at("a", "x", -9)) == NOW + timedelta(seconds=15)
