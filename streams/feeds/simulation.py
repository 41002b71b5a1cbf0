"""Polling under a clock of its own: days of it in a moment, with the very rules of the poller, against any answers.

Used by `demarche feeds replay` with what was recorded (`tape.py`), and by the tests of every rule of scheduling with
servers of a few lines.  Opens nothing; knows no Kafka.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from agents.records import Alert, Article, Feed, PollState, Record
from streams.feeds.fetch import Answer
from streams.feeds.parse import parse
from streams.feeds.poll import Poll
from streams.feeds.rounds import Rounds
from streams.feeds.rows import Document

TICK = timedelta(seconds=1)  # between two looks, while somebody waits for a domain

Server = Callable[[str, PollState, datetime], Answer]  # address, validators sent, time -> answer


@dataclass(frozen=True, slots=True)
class Step:
    """One poll, or an alert about our own eyes between two."""

    at: datetime
    feed: str
    verdict: str
    url: str = ""
    articles: tuple[Article, ...] = ()
    alerts: tuple[Alert, ...] = ()


class Simulation:
    """Feeds polled from `start` on against a server; `feeds` are as they stand after the last step."""

    def __init__(
        self, feeds: Iterable[Feed], server: Server, start: datetime, default_s: float = 900.0, places: int = 16
    ) -> None:
        self.feeds = {feed.id: feed for feed in feeds}
        self.now = start
        self._server = server
        self._rounds = Rounds(self._clock, places, default_s)
        self._published: list[Record] = []
        self._asked: list[str] = []
        self._poll = Poll(self._fetch, _parse, self._publish, self._clock, default_s, self._heard)

    async def run(self, until: datetime) -> list[Step]:
        """Poll until a time; give every poll in order."""
        steps: list[Step] = []
        while self.now < until:
            due = self._rounds.due(self.feeds.values())
            for feed in due:
                steps.append(await self._step(feed))
            if not due:
                self.now = min(max(self._next(), self.now + TICK), until)
        return steps

    def change(self, feed: Feed) -> None:
        """Put a feed in the place of the one of its id: what an operator does."""
        self.feeds[feed.id] = feed

    async def _step(self, feed: Feed) -> Step:
        self._published.clear()
        self._asked.clear()
        self._rounds.begin(feed)
        polled = await self._poll.once(feed)
        self._rounds.end(feed.id)
        self.feeds[feed.id] = polled
        return Step(
            at=self.now,
            feed=feed.id,
            verdict=polled.poll.verdict if polled.poll else "",
            url=self._asked[0],
            articles=tuple(r for r in self._published if isinstance(r, Article)),
            alerts=tuple(r for r in self._published if isinstance(r, Alert)),
        )

    def _next(self) -> datetime:
        later = (self._rounds.due_at(feed) for feed in self.feeds.values() if feed.enabled)
        return min(later, default=self.now + timedelta(days=365))

    def _clock(self) -> datetime:
        return self.now

    def _heard(self, feed: Feed, answer: Answer) -> bool | None:
        alert = self._rounds.heard(feed, answer)
        if alert is not None:
            self._published.append(alert)
        return self._rounds.network.down

    async def _fetch(self, feed: Feed, url: str = "") -> Answer:
        state = PollState() if url else feed.poll or PollState()
        address = url or state.address or feed.url
        self._asked.append(address)
        return self._server(address, state, self.now)

    async def _publish(self, topic: str, record: Record) -> None:
        self._published.append(record)


async def _parse(body: bytes, base_url: str, headers: Mapping[str, str], lang: str = "", zone: str = "") -> Document:
    return parse(body, base_url, headers, lang, zone)


def gaps(steps: Iterable[Step], feed: str) -> Iterator[float]:
    """Give the seconds between the polls of one feed."""
    before: datetime | None = None
    for step in steps:
        if step.feed == feed:
            if before is not None:
                yield (step.at - before).total_seconds()
            before = step.at
