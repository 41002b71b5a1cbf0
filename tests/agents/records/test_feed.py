"""Feeds with their poll state, and what could not be used."""

from __future__ import annotations

import msgspec
import pytest
from makers import DAY0

from agents.records import Feed, PollState, Reject


def test_a_feed_is_known_by_its_id_whatever_its_address() -> None:
    feeds = [Feed(id="wire", url=f"https://{host}.example/feed") for host in ("old", "new")]
    assert {feed.key for feed in feeds} == {"wire"}


def test_a_feed_is_on_and_was_never_polled_unless_it_says_so() -> None:
    feed = Feed(id="wire", url="https://wire.example/feed")
    assert (feed.enabled, feed.poll, feed.interval_s) == (True, None, 0.0)
    assert msgspec.to_builtins(feed) == {"id": "wire", "url": "https://wire.example/feed"}
    assert msgspec.to_builtins(msgspec.structs.replace(feed, enabled=False))["enabled"] is False


def test_what_one_feed_has_seen_is_not_seen_by_another() -> None:
    one, other = PollState(), PollState()
    one.seen["entry"] = "revision"
    assert other.seen == {}


def test_a_poll_state_comes_back_with_its_times() -> None:
    state = PollState(etag='"x"', next_poll_at=DAY0, failures=2, seen={"a": "1"})
    feed = Feed(id="wire", url="https://wire.example/feed", poll=state)
    assert msgspec.json.decode(msgspec.json.encode(feed), type=Feed).poll == state
    with pytest.raises(msgspec.ValidationError, match="next_poll_at"):
        msgspec.convert({"next_poll_at": "2025-10-15T12:00:00"}, PollState)


def test_a_reject_is_known_by_its_id_and_of_no_place_unless_it_says_so() -> None:
    reject = Reject(id="r", stage="reader", reason="not-json", error="line 1")
    assert reject.key == "r"
    # Offset 0 of partition 0 is a place like any other, so "none" is -1.
    assert (reject.partition, reject.offset, reject.topic) == (-1, -1, "")
    placed = msgspec.structs.replace(reject, partition=0, offset=0)
    assert {"partition", "offset"} <= msgspec.to_builtins(placed).keys()
