"""Alerts about our own eyes: what is wrong with a feed, told apart, once when it begins and once when it ends.

Called by `poll.py` after each poll, by `poller.py` for our own network, and by `feeds status`; pure.  A desk that is
quiet must know whether anybody looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from agents.clipping import clipped
from agents.identity import digest
from agents.records import Alert, Feed, PollState

FAILURES = 5  # in a row, before a feed counts as failing
PAGES = 2  # pages of HTML in a row, before that counts: one may be a server's bad day
SILENT = 10  # times its usual gap without a new entry
SILENT_AT_LEAST = timedelta(hours=24)
RULE = "coverage@2"
_PAGE = ("html", "challenge", "not-a-feed")

Trouble = Literal["", "failing", "html", "empty", "index", "silent"]

# What each trouble is called in a headline, with the name of the feed before it.
_TOLD: dict[Trouble, str] = {
    "failing": "no answer in {failures} polls, {last}",
    "html": "a web page ({verdict}) came in place of the feed, {last}",
    "empty": "the feed holds no entries any more; the last new one came {new}",
    "index": "an index of sitemaps that leads to no entries",
    "silent": "nothing new since {new}, {times:.0f} times its usual gap",
}


def trouble_of(state: PollState | None) -> Trouble:
    """Say what was wrong with a feed at its last poll; empty where all is well."""
    if state is None:
        return ""
    if state.failures >= PAGES and state.verdict in _PAGE:
        return "html"
    if state.failures >= FAILURES or state.last_outcome == "gone":
        return "failing"
    if state.content == "index":
        return "index"
    if state.content == "none" and state.seen:
        return "empty"
    return "silent" if _quiet(state) > max(SILENT * state.gap_s, SILENT_AT_LEAST.total_seconds()) else ""


def coverage_alerts(feed: Feed, state: PollState, now: datetime) -> Iterator[Alert]:
    """Give alerts where a feed (with its old state) just fell into trouble, recovered, moved, or was caught lying."""
    old = feed.poll or PollState()
    before, after = trouble_of(feed.poll), trouble_of(state)
    name = feed.name or feed.id
    if after and after != before:
        since = old.last_new_at if after in ("silent", "empty") else old.last_success_at
        yield _alert(f"feed_{after}", feed.id, name, f"{name}: {_told(after, old, state)}", since, now)
    elif before and not after:
        headline = f"{name}: answers again, {_last(old)} before"
        if before in ("silent", "empty", "index"):
            headline = f"{name}: brings entries again"
        yield _alert("feed_recovered", feed.id, name, headline, old.last_success_at, now, "low")
    if state.address and state.address != old.address:
        told = f"{name}: moved for good to {state.address}, which is polled from now on"
        yield _alert("feed_moved", feed.id, name, told, old.last_success_at, now, "low")
    if state.unconditional and not old.unconditional:
        told = f"{name}: its server calls it unchanged where it is not; it is fetched whole from now on"
        yield _alert("feed_stuck", feed.id, name, told, old.last_success_at, now)


def network_alert(down: bool, share: float, since: datetime, now: datetime) -> Alert:
    """Say that our own network failed, or that it is back; `share` of the feeds could not be reached at once."""
    kind = "network_down" if down else "network_up"
    told = f"{share:.0%} of the feeds cannot be reached at once: our own network is down, nobody is blamed for it"
    if not down:
        told = f"our own network is back after {(now - since).total_seconds() / 60:.0f} minutes"
    return _alert(kind, "network", "our own network", told, since, now, "high" if down else "low")


def _told(trouble: Trouble, old: PollState, state: PollState) -> str:
    if state.last_outcome == "gone":
        return f"says that it is gone, {_last(old)}"
    times = _quiet(state) / state.gap_s if state.gap_s else 0.0
    new = _moment(state.last_new_at)
    last = _last(old)
    return _TOLD[trouble].format(failures=state.failures, verdict=state.verdict, last=last, new=new, times=times)


def _last(old: PollState) -> str:
    return f"last answer {_moment(old.last_success_at)}" if old.last_success_at else "it never answered"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%-d %B %Y %H:%M} UTC" if moment else "never"


def _quiet(state: PollState) -> float:
    """Give the seconds without a new entry, at the last poll; 0 where no rhythm is known."""
    if not state.gap_s or state.last_new_at is None or state.last_poll_at is None:
        return 0.0
    return (state.last_poll_at - state.last_new_at).total_seconds()


def _alert(
    kind: str,
    feed_id: str,
    name: str,
    headline: str,
    since: datetime | None,
    now: datetime,
    severity: Literal["low", "medium", "high"] = "medium",
) -> Alert:
    alert = Alert(
        # The outage is named by its beginning, so a poll repeated after a crash gives the same alert.
        id=digest(RULE, kind, feed_id, since.isoformat() if since else "never"),
        desk="coverage",
        kind=kind,
        severity=severity,
        actor_id=f"feed:{feed_id}",
        actor_name=name,
        headline=headline,
        rule=RULE,
        at=now,
        fetched_at=now,
    )
    return clipped(alert)
