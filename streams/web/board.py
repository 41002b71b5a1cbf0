"""What the page knows: the newest alerts and every actor's state, followed from their topics.

Kept in memory and rebuilt from Kafka at each start; a browser that cannot keep up is told so and dropped.
"""

from __future__ import annotations

import asyncio
import logging
from bisect import insort
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from agents.alerts import DESKS
from agents.records import ActorState, Alert, Record
from streams import codec, metrics, topics
from streams.broker.whereabouts import Where
from streams.following import followed
from streams.health import Health
from streams.rejects import Publish, Rejects, publish_once
from streams.tail import Line, Tail

log = logging.getLogger("page")

ALERTS = 500
BACK = timedelta(days=30)
QUEUE = 100  # alerts waiting for one browser
RETRY_S = 2.0


class _Rank(msgspec.Struct):
    """What the list of actors is sorted by: decoded of every state, the rest only when somebody looks."""

    actor_id: str
    name: str = ""
    mentions: int = 0
    steps: list[msgspec.Raw] = []

    @property
    def order(self) -> tuple[int, int]:
        return (-len(self.steps), -self.mentions)


class Board:
    """Follows alerts and states, and hands new alerts to whoever listens."""

    def __init__(
        self, where: Where, now: Callable[[], datetime] = lambda: datetime.now(UTC), publish: Publish | None = None
    ) -> None:
        self._where = where
        self._now = now
        self._alerts: dict[str, Alert] = {}
        self._order: list[tuple[datetime, str]] = []
        self._states: dict[str, tuple[_Rank, Line]] = {}
        self._bad: asyncio.Queue[tuple[Line, codec.CodecError]] = asyncio.Queue()
        self._rejects = Rejects("page", publish or self._publish)
        self._listeners: set[asyncio.Queue[Alert | None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._behind = {"anything"}  # what is not read up to what was there at the start

    async def _publish(self, topic: str, record: Record) -> None:
        await publish_once(self._where(), topic, record)

    async def start(self) -> None:
        """Begin to follow."""
        alerts = [topics.alerts_topic(desk) for desk in DESKS]
        self._behind = {alerts[0], topics.ACTORS.name}
        self._tasks = [
            asyncio.create_task(self._follow(alerts, self.take_alert)),
            asyncio.create_task(self._follow([topics.ACTORS.name], self.take_state)),
            asyncio.create_task(self._set_aside()),
        ]

    async def stop(self) -> None:
        """Stop following and let the listeners go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for queue in list(self._listeners):
            _tell(queue, None)

    @property
    def ready(self) -> Health:
        """Well when everything that stood in the topics at the start has been read."""
        return Health(not self._behind, "reading what was there" if self._behind else "ready")

    @property
    def live(self) -> Health:
        """Not well when it follows no more."""
        ended = any(task.done() for task in self._tasks)
        return Health(not ended, "the page follows no more" if ended else "live")

    def alerts(self, most: int = ALERTS) -> list[Alert]:
        """Give the newest alerts, newest first."""
        return [self._alerts[i] for _, i in reversed(self._order[-most:])]

    def alert(self, alert_id: str) -> Alert | None:
        """Find an alert by its id."""
        return self._alerts.get(alert_id)

    def state(self, actor_id: str) -> ActorState | None:
        """Find the state of an actor."""
        known = self._states.get(actor_id)
        return self._read(known[1]) if known else None

    def name_of(self, actor_id: str) -> str:
        """Give the name of an actor, or its id where nothing is known of it."""
        known = self._states.get(actor_id)
        return (known and known[0].name) or actor_id

    def top(self, most: int = 50) -> list[ActorState]:
        """Give the actors with the most incidents and mentions first."""
        ranked = sorted(self._states.items(), key=lambda item: (item[1][0].order, item[0]))
        states = (self._read(line) for _, (_, line) in ranked[:most])
        return [state for state in states if state is not None]

    def since(self, alert_id: str) -> list[Alert]:
        """Give the alerts that came after one, as they came; none where it is not among the newest."""
        if alert_id not in self._alerts:
            return []
        came = list(self._alerts)
        return [self._alerts[i] for i in came[came.index(alert_id) + 1 :]]

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
        """Add an alert, or put its new revision in its place; one that was sent again changes nothing."""
        alert = line.record(Alert)
        known = self._alerts.get(alert.id)
        if known is not None and known.revision >= alert.revision:
            return
        if known is not None:
            self._order.remove((known.at, known.id))
            del self._alerts[alert.id]
        if alert.into:  # another alert tells it now
            return
        self._alerts[alert.id] = alert
        insort(self._order, (alert.at, alert.id))
        if len(self._order) > ALERTS:
            self._alerts.pop(self._order.pop(0)[1])
        if alert.id not in self._alerts:  # older than all we keep: no news, as when old ones are read again
            return
        for queue in list(self._listeners):
            _tell(queue, alert)

    def take_state(self, line: Line) -> None:
        """Add a state, or forget a deleted one.  Raises CodecError for bytes that are no state of their key."""
        if line.value is None:
            self._states.pop(line.key, None)
            return
        try:
            rank = msgspec.json.decode(line.value, type=_Rank)
        except msgspec.DecodeError as error:
            raise codec.CodecError("invalid", str(error)) from error
        if rank.actor_id != line.key:
            raise codec.CodecError(
                "wrong-key", f"the actor {rank.actor_id[:80]!r} stands under the key {line.key[:80]!r}"
            )
        self._states[line.key] = (rank, line)

    def _read(self, line: Line) -> ActorState | None:
        """Decode a state that somebody looks at; what only now shows to be none is set aside and forgotten."""
        try:
            return line.record(ActorState)
        except codec.CodecError as error:
            self._states.pop(line.key, None)
            self._bad.put_nowait((line, error))
            return None

    async def _set_aside(self) -> None:
        while True:
            line, error = await self._bad.get()
            try:
                await self._rejects.tell(line.topic, line.partition, line.offset, line.value, error)
            except Exception as failure:  # the broker went away
                log.warning("a reject could not be published", extra={"error": f"{type(failure).__name__}: {failure}"})

    async def _follow(self, names: list[str], take: Callable[[Line], None]) -> None:
        async def begin(tail: Tail) -> None:
            if names == [topics.ACTORS.name]:
                await tail.from_beginning()
            else:
                await tail.from_time(self._now() - BACK)

        while True:
            try:
                async for line in followed(self._where, names, begin):
                    if line is None:
                        self._behind.discard(names[0])
                        continue
                    try:
                        take(line)
                    except codec.CodecError as error:
                        self._bad.put_nowait((line, error))
            except Exception as error:  # no broker yet: the page stays, and finds it when it comes
                log.warning("following stopped, trying again", extra={"error": f"{type(error).__name__}: {error}"})
                await asyncio.sleep(RETRY_S)


def _tell(queue: asyncio.Queue[Alert | None], alert: Alert | None) -> None:
    try:
        queue.put_nowait(alert)
    except asyncio.QueueFull:  # a browser that does not read: empty its queue and let it go
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)
