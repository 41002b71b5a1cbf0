"""Alerts about our own eyes: a feed that fails for good, and one that came back.

Called by `poll.py` after each poll; pure.  A desk that is quiet must know whether anybody looked.
"""

from __future__ import annotations

from datetime import datetime

from agents.clipping import clipped
from agents.identity import digest
from agents.records import Alert, Feed, PollState

FAILURES = 5  # in a row, before a feed counts as failing
RULE = "coverage@1"


def coverage_alert(feed: Feed, state: PollState, now: datetime) -> Alert | None:
    """Give an alert where a feed (with its old state) just began to fail, is gone, or recovered with its new state."""
    before, after = _failing(feed.poll), _failing(state)
    if before == after:
        return None
    old = feed.poll or PollState()
    name = feed.name or feed.id
    since = old.last_success_at
    last = f"last answer {since:%-d %B %Y %H:%M} UTC" if since else "it never answered"
    headline = (
        f"{name}: no answer in {state.failures} polls, {last}" if after else f"{name}: answers again, {last} before"
    )
    if after and state.last_outcome == "gone":
        headline = f"{name}: says that it is gone, {last}"
    kind = "feed_failing" if after else "feed_recovered"
    alert = Alert(
        # The outage is named by its beginning, so a poll repeated after a crash gives the same alert.
        id=digest(RULE, kind, feed.id, since.isoformat() if since else "never"),
        desk="coverage",
        kind=kind,
        severity="medium" if after else "low",
        actor_id=f"feed:{feed.id}",
        actor_name=name,
        headline=headline,
        rule=RULE,
        at=now,
        fetched_at=now,
    )
    return clipped(alert)


def _failing(state: PollState | None) -> bool:
    return state is not None and (state.failures >= FAILURES or state.last_outcome == "gone")
