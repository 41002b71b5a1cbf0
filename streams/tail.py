"""Follow topics from outside any consumer group, so that watching never disturbs the workers.

Called by the command line and the page.  Partitions are assigned by hand and sought by time; nothing is committed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition

from agents.records import Record
from streams import codec

log = logging.getLogger("tail")

R = TypeVar("R", bound=Record)

Place = tuple[str, int]  # topic and partition

PATIENCE_S = 1.0  # before asking whether the topics are there at all
STOP_S = 2.0  # that the connections may take to end
FETCH_WAIT_MS = 250  # how long an idle fetch may be held by the broker: bounds the delay of `until_end`


class TopicsMissingError(LookupError):
    """The broker lacks topics that were asked for; says which, and that `demarche topics apply` makes them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it stands in its topic.  `value` is None where a compacted key was deleted."""

    topic: str
    partition: int
    offset: int
    key: str
    value: bytes | None

    def record(self, record_type: type[R]) -> R:
        """Decode the value.  Raises CodecError."""
        return codec.decode(self.value, record_type)


class Tail:
    """Reads topics from the beginning, from a time or from now on.  Use as an async context manager."""

    def __init__(self, url: str, topics: Sequence[str]) -> None:
        self._topics = frozenset(topics)
        # Without a group, subscribing assigns every partition, those added later too.
        self._consumer = AIOKafkaConsumer(
            *topics, bootstrap_servers=url, group_id=None, enable_auto_commit=False, fetch_max_wait_ms=FETCH_WAIT_MS
        )

    async def __aenter__(self) -> Tail:
        """Connect.  Raises TopicsMissingError where one of the topics does not exist."""
        starting = asyncio.create_task(self._consumer.start())
        try:
            await asyncio.wait((starting,), timeout=PATIENCE_S)
            if not starting.done():  # aiokafka would wait 40 s for topics that nobody makes
                await self._tell_missing()
            await starting
        except BaseException:
            starting.cancel()
            await self._close()
            raise
        return self

    async def _tell_missing(self) -> None:
        missing = sorted(self._topics - await self._consumer.topics())
        if missing:
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            raise TopicsMissingError(
                f"there is no topic {', '.join(missing[:3])}{more}; `demarche topics apply` makes them"
            )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def _close(self) -> None:
        # In a task of its own: without Kafka aiokafka waits long, or lets the cancellation of a task of its own out.
        closing = asyncio.create_task(self._consumer.stop())
        await asyncio.wait((closing,), timeout=STOP_S)
        if not closing.cancel() and not closing.cancelled():
            closing.exception()  # of no interest: we are leaving

    async def from_beginning(self) -> None:
        """Go back to the oldest message kept."""
        self._seek(await self._consumer.beginning_offsets(self._consumer.assignment()))

    async def from_now(self) -> None:
        """Skip what is there."""
        self._seek(await self._consumer.end_offsets(self._consumer.assignment()))

    async def from_time(self, since: datetime) -> None:
        """Go to the first message that reached the broker at or after a moment."""
        moment = int(since.timestamp() * 1000)
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        found = await self._consumer.offsets_for_times(dict.fromkeys(ends, moment))
        self._seek({tp: found[tp].offset if found.get(tp) else end for tp, end in ends.items()})

    def _seek(self, offsets: Mapping[TopicPartition, int]) -> None:
        # To numbers, not `seek_to_beginning`: that races with the consumer's own first reset and may lose.
        for tp, offset in offsets.items():
            self._consumer.seek(tp, offset)

    async def places(self) -> dict[Place, int]:
        """Give the offset of the next message of every partition."""
        return {(tp.topic, tp.partition): await self._consumer.position(tp) for tp in self._consumer.assignment()}

    async def ends(self) -> dict[Place, int]:
        """Give the offset behind the last message of every partition."""
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        return {(tp.topic, tp.partition): end for tp, end in ends.items()}

    async def resume(self, places: Mapping[Place, int]) -> None:
        """Go where another tail had come to; to the beginning where there is less than that, or a new partition."""
        firsts = await self._consumer.beginning_offsets(self._consumer.assignment())
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        wanted = {tp: places.get((tp.topic, tp.partition), first) for tp, first in firsts.items()}
        self._seek({tp: at if firsts[tp] <= at <= ends[tp] else firsts[tp] for tp, at in wanted.items()})

    async def some(self) -> list[Line]:
        """Give what comes within a moment; nothing where nothing does."""
        batches = await self._consumer.getmany(timeout_ms=FETCH_WAIT_MS)
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # `wait_for` of Python 3.11, which aiokafka uses, may swallow it
            raise asyncio.CancelledError
        return [_line(message) for messages in batches.values() for message in messages]

    async def lines(self) -> AsyncIterator[Line]:
        """Yield messages as they come, for ever, in the order of each partition."""
        async for message in self._consumer:
            yield _line(message)

    async def until_end(self) -> AsyncIterator[Line]:
        """Yield what is there now, then end."""
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        left = {tp for tp, end in ends.items() if await self._consumer.position(tp) < end}
        while left:
            for line in await self.some():
                yield line
            left = {tp for tp in left if await self._consumer.position(tp) < ends[tp]}


def _line(message: Any) -> Line:
    key = message.key.decode("utf-8", "replace") if message.key else ""
    return Line(message.topic, message.partition, message.offset, key, message.value)


async def latest(url: str, topic: str, record_type: type[R]) -> dict[str, R]:
    """Read a compacted topic to its end and give the newest record of each key; log and leave out what is none."""
    found: dict[str, bytes] = {}
    async with Tail(url, [topic]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            if line.value is None:
                found.pop(line.key, None)
            else:
                found[line.key] = line.value
    records: dict[str, R] = {}
    for key, value in found.items():
        try:
            records[key] = codec.decode(value, record_type)
        except codec.CodecError as error:  # one bad record must not hide all others
            log.warning("unreadable record", extra={"topic": topic, "key": key, "reason": error.reason})
    return records
