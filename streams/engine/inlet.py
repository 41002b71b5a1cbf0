"""Events of a Faust stream -> records, one at a time; bytes that are no record are set aside.

The agents are plain generators that know no events.  Since a generator asks for the next record only when it is
done with the last, the inlet always knows which event is being worked on, and how long it took.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from time import perf_counter, time
from typing import Any, Generic, TypeVar

from agents.identity import digest
from agents.records import Record, Reject
from streams import codec, metrics

R = TypeVar("R", bound=Record)

RAW_BYTES = 200_000  # of a bad message kept in its reject, which must itself fit into a message


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
                await self._set_aside(self._reject(message, error))
                continue
            began = perf_counter()
            yield record
            seconds.observe(perf_counter() - began)
            done.inc()
            heartbeat.set(time())

    def _reject(self, message: Any, error: codec.CodecError) -> Reject:
        return Reject(
            id=digest(self._stage, message.topic, str(message.partition), str(message.offset)),
            stage=self._stage,
            reason=error.reason,
            error=str(error),
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
            raw=b64encode((message.value or b"")[:RAW_BYTES]).decode(),
        )
