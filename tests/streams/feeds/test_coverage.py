"""A feed that fails for good raises one alert, and one when it is back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agents.records import Feed, PollState
from streams.feeds.coverage import coverage_alert

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
THEN = NOW - timedelta(hours=7)


def feed(failures: int, outcome: str = "error") -> Feed:
    poll = PollState(failures=failures, last_outcome=outcome, last_success_at=THEN)
    return Feed(id="desk", url="https://desk.example/", name="The Desk", poll=poll)


def state(failures: int, outcome: str = "error") -> PollState:
    return PollState(failures=failures, last_outcome=outcome, last_success_at=THEN)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (feed(3), state(4), None),
        (feed(4), state(5), "feed_failing"),
        (feed(5), state(6), None),
        (feed(0), state(1, "gone"), "feed_failing"),
        (feed(1, "gone"), state(2, "gone"), None),
        (feed(9), state(0, "changed"), "feed_recovered"),
        (feed(2, "gone"), state(0, "not_modified"), "feed_recovered"),
        (feed(2), state(0, "changed"), None),
        (Feed(id="new", url="https://new.example/"), state(1), None),
    ],
)
def test_when(before: Feed, after: PollState, kind: str | None) -> None:
    alert = coverage_alert(before, after, NOW)
    assert (alert.kind if alert else None) == kind


def test_what_it_says() -> None:
    failing = coverage_alert(feed(4), state(5), NOW)
    again = coverage_alert(feed(4), state(5), NOW + timedelta(minutes=1))
    back = coverage_alert(feed(5), state(0, "changed"), NOW)
    assert failing is not None and again is not None and back is not None
    assert failing.headline == "The Desk: no answer in 5 polls, last answer 6 January 2025 05:00 UTC"
    assert (failing.desk, failing.actor_id, failing.key) == ("coverage", "feed:desk", "feed:desk")
    assert failing.id == again.id != back.id
