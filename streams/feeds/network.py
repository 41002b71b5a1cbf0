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
BACK = 6  # answers last heard, half of which show that we are back: one may be of a server beside us
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
        kept = [entry for entry in self._heard if entry[0] != feed_id and now - entry[1] <= WINDOW]
        self._heard = deque([*kept, (feed_id, now, is_ours(answer))], maxlen=HEARD)
        if before:
            last = [lost for _, _, lost in self._heard][-BACK:]
            self.down = sum(last) * 2 > len(last)
            if not self.down:
                self._heard.clear()  # what was lost before tells nothing of now
        else:
            self.down = self.share >= MOST if len(self._heard) >= FEW else None
        if self.down and not before:
            self.since = now
        return bool(self.down) != before
