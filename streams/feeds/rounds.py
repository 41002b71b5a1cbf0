"""Which feeds are polled next: by their schedule, one at a time for each domain, hosts that asked for time left alone.

Kept by `poller.py` and, under a clock of its own, by `simulation.py`.  Starts nothing itself; knows no Kafka.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from agents.records import Alert, Feed
from streams.feeds.courtesy import GAP_S, Courtesy
from streams.feeds.coverage import network_alert
from streams.feeds.domains import domain_of
from streams.feeds.fetch import Answer
from streams.feeds.network import Network
from streams.feeds.schedule import DORMANT, first_poll, retry_after

RETRY_S = 15.0  # after Kafka or a fault of ours stood in the way
LATEST = 2 * DORMANT  # no answer puts a poll off so long; a state that says so was not written by us
BUSY = 8  # polls in flight, for each place to fetch in: the others are being read, delivered, or wait for pages
LONGEST_HOLD = timedelta(hours=1)  # that one feed's Retry-After keeps the others of its host waiting


class Rounds:
    """The feeds in flight, and what was heard of domains, hosts and our own network."""

    def __init__(self, clock: Callable[[], datetime], places: int, default_s: float) -> None:
        self.courtesy = Courtesy(clock)
        self.network = Network()
        self._clock = clock
        self._places = places
        self._default_s = default_s
        self._busy: set[str] = set()  # feeds whose poll is in flight
        self._fetching: dict[str, str] = {}  # those of them that are being fetched -> domain
        self._retry_at: dict[str, datetime] = {}
        self._first_seen: dict[str, datetime] = {}

    def due(self, feeds: Iterable[Feed]) -> list[Feed]:
        """Give the feeds to poll now, most overdue first: none in flight, one a domain, up to the free places."""
        now = self._clock()
        waiting = [(self.due_at(feed), feed.id, feed) for feed in feeds if feed.enabled]
        self.courtesy.tidy()
        taken: set[str] = set()
        chosen: list[Feed] = []
        places = min(self._places - len(self._fetching), BUSY * self._places - len(self._busy))
        for _, _, feed in sorted((w for w in waiting if w[0] <= now), key=lambda w: w[:2]):
            if len(chosen) >= places:
                break
            domain = domain_of(feed.url)
            if feed.id in self._busy or domain in taken or not self.courtesy.free(_host(feed)):
                continue
            taken.add(domain)
            if self.courtesy.free(domain):
                chosen.append(feed)
            else:
                self.courtesy.want(domain)
        return chosen

    def due_at(self, feed: Feed) -> datetime:
        """Say when a feed is due, whatever stands in its way."""
        now = self._clock()
        stated = feed.poll.next_poll_at if feed.poll else None
        if stated is None or stated > now + LATEST:
            stated = first_poll(feed, self._first_seen.setdefault(feed.id, now), self._default_s)
        polled = feed.poll.last_poll_at if feed.poll else None
        if feed.asked_at is not None and (polled is None or feed.asked_at > polled):
            stated = feed.asked_at  # `demarche feeds poll-now`
        return max(stated, self._retry_at.get(feed.id, stated))

    def begin(self, feed: Feed) -> None:
        """Take a place and the feed's domain."""
        domain = domain_of(feed.url)
        self._busy.add(feed.id)
        self._fetching[feed.id] = domain
        self.courtesy.take(domain, 0.0 if 0 < feed.interval_s < 60 else GAP_S)  # who asks for a pace has it

    def fetched(self, feed_id: str) -> bool:
        """Give back the place and the domain of a feed of which nothing more is asked; False where that was done."""
        domain = self._fetching.pop(feed_id, None)
        if domain is None:
            return False
        self.courtesy.leave(domain)
        return True

    def end(self, feed_id: str) -> None:
        """End a poll."""
        self._busy.discard(feed_id)
        self.fetched(feed_id)

    def put_off(self, feed_id: str) -> None:
        """Try a feed again soon, whatever its schedule says: something of ours stood in the way."""
        self._retry_at[feed_id] = self._clock() + timedelta(seconds=RETRY_S)

    def heard(self, feed: Feed, answer: Answer) -> Alert | None:
        """Learn from an answer which host asks for time and how our own network is; tell where that changed."""
        now = self._clock()
        if answer.status in (429, 503) and (wait := retry_after(answer.headers, now)):
            self.courtesy.hold(_host(feed), min(wait, LONGEST_HOLD))
        share = self.network.share
        if not self.network.hear(feed.id, answer, now):
            return None
        return network_alert(bool(self.network.down), max(share, self.network.share), self.network.since or now, now)


def _host(feed: Feed) -> str:
    """Name the host of a feed among those that asked for time."""
    return f"host {urlsplit(feed.url).netloc.rpartition('@')[2].lower()}"
