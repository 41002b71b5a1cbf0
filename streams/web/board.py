"""What the page knows: the newest alerts and every actor's state, followed from their topics.

Kept in memory and rebuilt from Kafka at each start; a browser that cannot keep up is told so and dropped.
"""

from __future__ import annotations

import asyncio
import logging
from bisect import insort
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from agents.alerts import DESKS
from agents.records import ActorState, Alert
from streams import codec, metrics, topics
from streams.tail import Line, Tail

log = logging.getLogger("page")

ALERTS = 500
BACK = timedelta(days=30)
QUEUE = 100  # alerts waiting for one browser
RETRY_S = 2.0


class Board:
    """Follows alerts and states, and hands new alerts to whoever listens."""

    def __init__(self, url: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._url = url
        self._now = now
        self._alerts: dict[str, Alert] = {}
        self._order: list[tuple[datetime, str]] = []
        self._states: dict[str, bytes] = {}
        self._listeners: set[asyncio.Queue[Alert | None]] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to follow."""
        alerts = [topics.alerts_topic(desk) for desk in DESKS]
        self._tasks = [
            asyncio.create_task(self._follow(alerts, self.take_alert)),
            asyncio.create_task(self._follow([topics.ACTORS.name], self.take_state)),
        ]

    async def stop(self) -> None:
        """Stop following and let the listeners go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for queue in list(self._listeners):
            _tell(queue, None)

    def alerts(self, most: int = ALERTS) -> list[Alert]:
        """Give the newest alerts, newest first."""
        return [self._alerts[i] for _, i in reversed(self._order[-most:])]

    def alert(self, alert_id: str) -> Alert | None:
        """Find an alert by its id."""
        return self._alerts.get(alert_id)

    def state(self, actor_id: str) -> ActorState | None:
        """Find the state of an actor."""
        data = self._states.get(actor_id)
        return codec.decode(data, ActorState) if data else None

    def top(self, most: int = 50) -> list[ActorState]:
        """Give the actors with the newest steps and most mentions first."""
        states = [codec.decode(data, ActorState) for data in self._states.values()]
        return sorted(states, key=lambda s: (-len(s.incidents), -s.mentions, s.actor_id))[:most]

    def listen(self) -> asyncio.Queue[Alert | None]:
        """Open a queue of new alerts; None means that nothing more will come."""
        queue: asyncio.Queue[Alert | None] = asyncio.Queue(QUEUE)
        self._listeners.add(queue)
        metrics.SUBSCRIBERS.set(len(self._listeners))
        return queue

    def leave(self, queue: asyncio.Queue[Alert | None]) -> None:
        """Close a queue."""
        self._listeners.discard(queue)
        metrics.SUBSCRIBERS.set(len(self._listeners))

    def take_alert(self, line: Line) -> None:
        """Add an alert; one that was sent again under its id changes nothing."""
        alert = line.record(Alert)
        if alert.id in self._alerts:
            return
        self._alerts[alert.id] = alert
        insort(self._order, (alert.at, alert.id))
        if len(self._order) > ALERTS:
            self._alerts.pop(self._order.pop(0)[1])
        for queue in list(self._listeners):
            _tell(queue, alert)

    def take_state(self, line: Line) -> None:
        """Add a state, or forget a deleted one."""
        if line.value is None:
            self._states.pop(line.key, None)
        else:
            self._states[line.key] = line.value

    async def _follow(self, names: list[str], take: Callable[[Line], None]) -> None:
        while True:
            try:
                async with Tail(self._url, names) as tail:
                    if names == [topics.ACTORS.name]:
                        await tail.from_beginning()
                    else:
                        await tail.from_time(self._now() - BACK)
                    async for line in tail.lines():
                        try:
                            take(line)
                        except codec.CodecError as error:
                            log.warning("unreadable record", extra={"topic": line.topic, "reason": error.reason})
            except Exception as error:  # the broker went away: the page stays, and comes back with it
                log.warning("following stopped, trying again", extra={"error": f"{type(error).__name__}: {error}"})
                await asyncio.sleep(RETRY_S)


def _tell(queue: asyncio.Queue[Alert | None], alert: Alert | None) -> None:
    try:
        queue.put_nowait(alert)
    except asyncio.QueueFull:  # a browser that does not read: empty its queue and let it go
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
