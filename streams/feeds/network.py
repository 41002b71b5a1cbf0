"""Whether it is our own network that fails: most feeds at once, by names that do not resolve and hosts not reached.

Asked by `poller.py` after every answer; knows no clock but the one it is given.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from streams.feeds.fetch import Answer
from streams.feeds.schedule import is_ours

HEARD = 20  # answers of different feeds that are looked at
FEW = 4  # with fewer feeds heard nobody can tell
MOST = 0.8  # share that must have failed
WINDOW = timedelta(minutes=15)


class Network:
    """Our own network as the feeds show it.  `down` is None while too few were heard to tell."""

    def __init__(self) -> None:
        self.down: bool | None = None
        self.since: datetime | None = None
        self._heard: deque[tuple[str, datetime, bool]] = deque(maxlen=HEARD)

    @property
    def share(self) -> float:
        """Give the share of the feeds last heard that could not be reached."""
        return sum(lost for _, _, lost in self._heard) / len(self._heard) if self._heard else 0.0

    def hear(self, feed_id: str, answer: Answer, now: datetime) -> bool:
        """Take in an answer; tell whether the network just failed or came back."""
        before = bool(self.down)
        lost = is_ours(answer)
        if before and not lost:
            self._heard.clear()  # one answer that comes through shows that we are on the net
        kept = [entry for entry in self._heard if entry[0] != feed_id and now - entry[1] <= WINDOW]
        self._heard = deque([*kept, (feed_id, now, lost)], maxlen=HEARD)
        if lost or not before:
            self.down = None if len(self._heard) < FEW and not before else before or self.share >= MOST
        else:
            self.down = False
        if self.down and not before:
            self.since = now
        return bool(self.down) != before
