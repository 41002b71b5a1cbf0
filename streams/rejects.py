"""A message that is no record -> a reject that tells where it stood, published once by each process that meets it.

Used by whoever follows a topic: the inlet of an agent, the poller on `demarche.feeds`, the page on what it shows.  A
compacted topic is read again at every start; the reject has the same id then.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Awaitable, Callable

from agents.clipping import clipped
from agents.identity import digest
from agents.records import Record, Reject
from streams import metrics, topics
from streams.codec import CodecError
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet

log = logging.getLogger("rejects")

RAW_BYTES = 200_000  # of a bad message kept in its reject, which must itself fit into a message

Publish = Callable[[str, Record], Awaitable[None]]


def reject_at(stage: str, topic: str, partition: int, offset: int, value: bytes | None, error: CodecError) -> Reject:
    """Say what stood where, and why it is no record of its topic."""
    return clipped(
        Reject(
            id=digest(stage, topic, str(partition), str(offset)),
            stage=stage,
            reason=error.reason,
            error=str(error),
            topic=topic,
            partition=partition,
            offset=offset,
            raw=b64encode((value or b"")[:RAW_BYTES]).decode(),
        )
    )


class Rejects:
    """Publishes, counts and logs what one follower cannot read, each message once."""

    def __init__(self, stage: str, publish: Publish) -> None:
        self._stage = stage
        self._publish = publish
        self._told: set[str] = set()

    async def tell(self, topic: str, partition: int, offset: int, value: bytes | None, error: CodecError) -> None:
        """Set one message aside.  Raises what `publish` raises; the message is told the next time then."""
        reject = reject_at(self._stage, topic, partition, offset, value, error)
        if reject.id in self._told:
            return
        await self._publish(topics.REJECTS.name, reject)
        self._told.add(reject.id)
        metrics.REJECTED.labels(reject.stage, reject.reason).inc()
        extra = {"stage": reject.stage, "reason": reject.reason, "topic": topic, "offset": offset}
        log.warning("record set aside", extra=extra)


async def publish_once(url: str, topic: str, record: Record) -> None:
    """Publish with a producer of its own, for a process that only reads but for its rejects."""
    outlet = Outlet(url, Ledger())
    await outlet.start()
    try:
        await outlet.send(topic, record, record.key)  # type: ignore[attr-defined]
        await outlet.ledger.settle()
    finally:
        await outlet.stop()
