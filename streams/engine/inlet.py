"""Events of a Faust stream -> records, one at a time; bytes that are no record are set aside.

The agents are plain generators that know no events.  Since a generator asks for the next record only when it is
done with the last, the inlet always knows which event is being worked on, and how long it took.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from time import perf_counter, time
from typing import Any, Generic, TypeVar

from agents.records import Record, Reject
from streams import codec, metrics
from streams.rejects import reject_at

R = TypeVar("R", bound=Record)


class Inlet(Generic[R]):
    """Decodes the events of one stream for one agent (`stage`)."""

    def __init__(
        self, stream: Any, record_type: type[R], stage: str, set_aside: Callable[[Reject], Awaitable[None]]
    ) -> None:
        self.lane = -1
        self.position = -1
        self._stream = stream
        self._type = record_type
        self._stage = stage
        self._set_aside = set_aside

    def __aiter__(self) -> AsyncIterator[R]:
        return self._records()

    async def _records(self) -> AsyncIterator[R]:
        seconds = metrics.STAGE_SECONDS.labels(self._stage)
        done, heartbeat = metrics.ARTICLES.labels(self._stage), metrics.HEARTBEAT.labels(self._stage)
        async for event in self._stream.events():
            message = event.message
            if self._stream.app.consumer.comes_again(message):
                continue
            self.lane, self.position = message.partition, message.offset
            try:
                record = codec.decode(message.value, self._type)
            except codec.CodecError as error:
                where = (message.topic, message.partition, message.offset)
                await self._set_aside(reject_at(self._stage, *where, message.value, error))
                continue
            began = perf_counter()
            yield record
            seconds.observe(perf_counter() - began)
            done.inc()
            heartbeat.set(time())
