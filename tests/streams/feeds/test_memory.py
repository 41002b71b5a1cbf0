"""What is remembered of a poll."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from agents.records import Feed, PollState, Tally
from streams.feeds.articles import harvest
from streams.feeds.fetch import Answer
from streams.feeds.memory import QUIET, harvested, renewed, tallied, wants_whole
from streams.feeds.rows import Document, Row
from streams.feeds.schedule import remember

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
FEED = Feed(id="desk", url="https://desk.example/feed")
URL = FEED.url


def polled(answer: Answer, **state: object) -> PollState:
    return remember(msgspec.structs.replace(FEED, poll=PollState(**state)), answer, NOW, 900)  # type: ignore[arg-type]


def document(*hours: float) -> Document:
    """Make a document of entries published so many hours ago."""
    rows = (Row(f"T {h}", f"https://desk.example/{h}", published=NOW - timedelta(hours=h)) for h in hours)
    return Document("rss", rows=tuple(rows))


def test_a_304_that_goes_on_is_asked_without_condition_now_and_then() -> None:
    unchanged = Answer("not_modified", URL, 304)
    state, whole = PollState(), 0
    for _ in range(3 * QUIET):
        whole += wants_whole(state)
        state = remember(msgspec.structs.replace(FEED, poll=state), unchanged, NOW, 900)
    assert whole == 3


def test_a_server_whose_304_kept_entries_back_is_not_believed_again() -> None:
    asked = {"last_outcome": "not_modified", "quiet": QUIET - 1, "seen": {"a": "b"}}
    late = PollState(last_poll_at=NOW - timedelta(hours=1), **asked)  # type: ignore[arg-type]
    for hours, lied in ((2, True), (0.5, False)):
        crop = harvest(FEED, document(hours), NOW)
        state = harvested(late, late, document(hours), crop, crop.articles, NOW)
        assert state.unconditional is lied
    believed = msgspec.structs.replace(late, quiet=3)
    assert not harvested(believed, believed, document(2), crop, crop.articles, NOW).unconditional


def test_the_rhythm_is_learnt_from_dates_and_then_from_what_comes() -> None:
    crop = harvest(FEED, document(1, 3, 5, 7), NOW)
    state = harvested(PollState(), PollState(), document(1, 3, 5, 7), crop, crop.articles, NOW)
    assert (state.gap_s, state.last_new_at, state.entries) == (7200, NOW - timedelta(hours=1), 4)
    later = NOW + timedelta(hours=5)
    crop = harvest(FEED, document(-4), later)
    state = harvested(state, state, document(-4), crop, crop.articles, later)
    assert (state.gap_s, state.last_new_at) == (7200 + 0.3 * (6 * 3600 - 7200), later)
    assert len(state.seen) == 5, "what left the document is remembered"


def test_every_entry_is_in_the_sums() -> None:
    rows = (*document(1, 2).rows, Row("", "https://desk.example/x"), Row("T 1", "https://desk.example/1"))
    crop = harvest(FEED, Document("rss", rows=rows), NOW)
    tally = tallied(Tally(polls=1), Answer("changed", URL, 200), NOW, crop, crop.articles[:1], 1)
    assert tally.dropped == {"seen": 1, "empty": 1, "double": 1}
    assert (tally.articles, tally.polls, tally.delay_s) == (1, 2, 3600)
    assert sum(tally.dropped.values()) + tally.articles == len(rows)


def test_a_new_address_begins_anew_but_for_what_was_seen() -> None:
    old = PollState(
        etag="x", failures=9, next_poll_at=NOW, seen={"a": "b"}, names={"c": "a"}, address="https://n.example/"
    )
    assert renewed(old) == PollState(seen={"a": "b"}, names={"c": "a"})
    assert renewed(None) is None
