"""What is wrong with a feed is told apart, once when it begins and once when it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from agents.records import Alert, Feed, PollState
from streams.feeds.coverage import coverage_alerts, network_alert, trouble_of

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
THEN = NOW - timedelta(hours=7)


def feed(failures: int, outcome: str = "error", **stated: object) -> Feed:
    return Feed(id="desk", url="https://desk.example/", name="The Desk", poll=state(failures, outcome, **stated))


def state(failures: int = 0, outcome: str = "error", **stated: object) -> PollState:
    poll = PollState(failures=failures, last_outcome=outcome, last_success_at=THEN, last_poll_at=NOW)
    return msgspec.structs.replace(poll, **stated)


def kinds(before: Feed, after: PollState) -> list[str]:
    return [alert.kind for alert in coverage_alerts(before, after, NOW)]


def only(before: Feed, after: PollState, now: datetime = NOW) -> Alert:
    (alert,) = coverage_alerts(before, after, now)
    return alert


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (feed(3), state(4), []),
        (feed(4), state(5), ["feed_failing"]),
        (feed(5), state(6), []),
        (feed(0), state(1, "gone"), ["feed_failing"]),
        (feed(1, "gone"), state(2, "gone"), []),
        (feed(9), state(0, "changed"), ["feed_recovered"]),
        (feed(2, "gone"), state(0, "not_modified"), ["feed_recovered"]),
        (feed(2), state(0, "changed"), []),
        (Feed(id="new", url="https://new.example/"), state(1), []),
        (feed(0), state(1, verdict="html"), []),
        (feed(1, verdict="html"), state(2, verdict="html"), ["feed_html"]),
        (feed(4, verdict="html"), state(5, verdict="challenge"), []),
        (feed(0), state(0, "changed", content="none", seen={"a": "b"}), ["feed_empty"]),
        (feed(0), state(0, "changed", content="none"), []),
        (feed(0), state(0, "changed", content="index"), ["feed_index"]),
        (feed(0, content="index"), state(0, "changed", content="entries"), ["feed_recovered"]),
        (feed(0, "changed"), state(0, "changed", address="https://new.example/"), ["feed_moved"]),
        (feed(0, "changed"), state(0, "changed", unconditional=True), ["feed_stuck"]),
    ],
)
def test_when(before: Feed, after: PollState, kind: list[str]) -> None:
    assert kinds(before, after) == kind


@pytest.mark.parametrize(
    ("gap_h", "quiet_h", "trouble"), [(1, 20, ""), (1, 25, "silent"), (6, 59, ""), (6, 61, "silent"), (0, 900, "")]
)
def test_silence_is_measured_by_the_usual_gap(gap_h: float, quiet_h: float, trouble: str) -> None:
    quiet = state(0, "not_modified", gap_s=gap_h * 3600, last_new_at=NOW - timedelta(hours=quiet_h))
    assert trouble_of(quiet) == trouble


def test_what_it_says() -> None:
    failing, again = only(feed(4), state(5)), only(feed(4), state(5), NOW + timedelta(minutes=1))
    back = only(feed(5), state(0, "changed"))
    assert failing.headline == "The Desk: no answer in 5 polls, last answer 6 January 2025 05:00 UTC"
    assert (failing.desk, failing.actor_id, failing.key) == ("coverage", "feed:desk", "feed:desk")
    assert failing.id == again.id != back.id
    quiet = state(0, "not_modified", gap_s=3600.0, last_new_at=NOW - timedelta(hours=30))
    silent = only(feed(0, "not_modified"), quiet)
    assert silent.headline == "The Desk: nothing new since 5 January 2025 06:00 UTC, 30 times its usual gap"
    page = only(feed(1, verdict="html"), state(2, verdict="html"))
    assert "a web page (html) came in place of the feed" in page.headline


def test_our_own_network_is_named_as_such() -> None:
    down, up = network_alert(True, 0.9, THEN, NOW), network_alert(False, 0.0, THEN, NOW)
    assert (down.kind, down.severity, up.kind, up.severity) == ("network_down", "high", "network_up", "low")
    assert "90% of the feeds" in down.headline and up.headline == "our own network is back after 420 minutes"
