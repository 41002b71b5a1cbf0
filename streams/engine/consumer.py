"""Faust's consumer, committing by what was delivered to the streams and finished there.

A partition's committable offset is the smallest delivered offset not yet acked, and before a commit the ledger is
settled.  If a delivery failed the process ends: whatever is raised inside Faust would be committed over.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from time import monotonic, time
from typing import Any

from aiokafka.errors import IllegalStateError, KafkaError
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

from streams import metrics
from streams.engine import recovery
from streams.engine.deliveries import Deliveries, ReadOffsets
from streams.engine.ledger import Ledger

log = logging.getLogger("engine")

REWIND_S = 5.0  # between two attempts to fetch a partition's dropped messages again
SILENT_S = 5.0  # an assigned partition answers its first fetch within a second and a half
EXIT_UNDELIVERED = 70  # EX_SOFTWARE: a supervisor restarts us and the uncommitted events come again


def fail_stop(reason: str, status: int = EXIT_UNDELIVERED) -> None:
    """End the process at once, so that nothing more can be committed."""
    log.critical("ending the process to keep offsets uncommitted", extra={"reason": reason})
    logging.shutdown()
    os._exit(status)


async def crashed(app: Any) -> BaseException:
    """Wait until Faust says that the app crashed, and give the reason."""
    await app._crashed.wait()
    return app.crash_reason or RuntimeError("the worker crashed")


class DeliveredConsumer(Consumer):
    """Commits the smallest offset still unfinished, once all outputs of what precedes it are delivered.

    Stock Faust commits by runs of consecutive acked offsets.  After a restart with a backlog its book-keeping of gaps
    marks real events as acked, so commits stall at one offset an interval and can skip events (robinhood/faust#625):
    after recovery a seek sets its read offset back while a fetched batch is still handed out, and the difference counts
    as a gap.  Regression test: tests/pipeline/test_commits.py.
    """

    ledger: Ledger

    def __init__(self, transport: Any, callback: Callable[[Any], Awaitable[None]], *args: Any, **kwargs: Any) -> None:
        self.deliveries = Deliveries()
        self._rewound_at: dict[TP, float] = {}
        self._silent_since: dict[TP, float] = {}

        async def noting(message: Any) -> None:
            if self._arrived(message):
                await callback(message)

        super().__init__(transport, noting, *args, **kwargs)
        self._read_offset = ReadOffsets(self.deliveries.awaited)

    def _arrived(self, message: Any) -> bool:
        if not self.app.topics.acks_enabled_for(message.topic):  # a changelog: read for recovery, never committed
            return True
        return self.deliveries.arrived(message, self._committed_offset[message.tp])

    async def _wait_next_records(self, timeout: float) -> Any:  # noqa: ASYNC109  # Faust's name
        records, active = await super()._wait_next_records(timeout)
        if not records or not self.flow_active:
            return records, active
        return recovery.take(self.app, records), active

    def _new_offset(self, tp: TP) -> int | None:
        self.deliveries.finished(tp, self._acked[tp], self._committed_offset[tp])
        # Cleared in place: Faust's compiled stream iterator holds on to these containers.
        self._acked[tp].clear()
        self._acked_index[tp].clear()
        return self.deliveries.committable(tp)

    async def _fetch_dropped_again(self) -> None:
        """Go back to the first message that was delivered, not acked, and that nobody holds any more."""
        if not self.flow_active or self.app.rebalancing:
            return
        for tp in self.deliveries.partitions:
            self._new_offset(tp)
        for tp, first in self.deliveries.dropped().items():
            # Once is enough: what was fetched again may wait in a full queue for a while.
            if monotonic() - self._rewound_at.get(tp, -REWIND_S) < REWIND_S:
                continue
            self._rewound_at[tp] = monotonic()
            log.warning("fetching again what was dropped", extra={"tp": f"{tp.topic}-{tp.partition}", "from": first})
            metrics.REFETCHED.inc()
            earliest = await self._earliest(tp)
            # While we asked, the partition may have gone to another worker, and come back with all forgotten.
            if tp in earliest and self._ours(tp) and self.deliveries.dropped().get(tp) == first:
                await self._go_to(tp, self.deliveries.rewind(tp, first, earliest[tp]))

    def _ours(self, tp: TP) -> bool:
        """Tell whether a partition may be sought now; after every `await` that may have changed."""
        return self.flow_active and not self.app.rebalancing and tp in self.assignment()

    async def _earliest(self, *tps: TP) -> dict[TP, int]:
        """Ask where the partitions begin; what cannot be told now is left out, and asked again by who needs it."""
        try:
            return dict(await self.earliest_offsets(*tps))
        except KafkaError as error:  # a rebalance, or a broker that is away: no reason to end
            log.warning("cannot ask where partitions begin", extra={"error": repr(error)})
            return {}

    async def _go_to(self, tp: TP, offset: int) -> None:
        """Seek; a partition that was given away meanwhile is forgotten instead: its next owner reads on from a commit.

        aiokafka runs in a thread of its own, so a rebalance may come between any look at the assignment and the seek.
        """
        try:
            await self.seek(tp, offset)
        except (IllegalStateError, KeyError, AssertionError):
            log.info("a partition was given away amid a seek", extra={"tp": f"{tp.topic}-{tp.partition}"})
            self._forget({tp})

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Go where the last commit stands; nowhere, if a partition is given away meanwhile: a rebalance seeks anew.

        Faust asks at the end of recovery, where an error would end a healthy worker.
        """
        try:
            return await super().seek_to_committed()
        except (IllegalStateError, KeyError, AssertionError):
            log.info("a partition was given away amid the seek to the last commit")
            return {}

    def _forget(self, tps: Iterable[TP]) -> None:
        self.deliveries.forget(tps)
        for tp in tps:
            self._rewound_at.pop(tp, None)

    def committed(self, tp: TP) -> int | None:
        """Give the offset that is committed of a partition, None where nothing is."""
        offset: int | None = self._committed_offset[tp]
        return offset

    def comes_again(self, message: Any) -> bool:
        """Tell whether a message stands before an earlier one that was dropped; then this copy's ack counts nothing."""
        if not self.deliveries.out_of_turn(message, self._acked_index[message.tp]):
            return False
        message.acked = True  # Faust enters an ack by its offset, which the copy that comes again will have too
        self._unacked_messages.discard(message)
        return True

    async def wake_silent(self) -> None:
        """Seek and resume again where a partition of ours has never been fetched from, seconds after it was assigned.

        Seen after one in some twenty starts on topics just made: assigned, running, and no fetch for these partitions.
        Called by the worker's watch.
        """
        if not self.flow_active or self.app.rebalancing or self.app.in_recovery:
            self._silent_since.clear()
            return
        now = monotonic()
        silent = [tp for tp in self.assignment() if not self._is_changelog_tp(tp) and self._end(tp) is None]
        self._silent_since = {tp: self._silent_since.get(tp, now) for tp in silent}
        waking = [tp for tp, since in self._silent_since.items() if now - since > SILENT_S]
        if not waking:
            return
        self._silent_since.clear()
        log.warning(
            "seeking where nothing was ever fetched", extra={"partitions": len(waking), "first": str(waking[0])}
        )
        metrics.REFETCHED.inc(len(waking))
        earliest = await self._earliest(*waking)
        for tp in waking:
            if tp in earliest and self._ours(tp):
                self.resume_partitions({tp})
                await self._go_to(tp, self._committed_offset[tp] or earliest[tp])

    def _end(self, tp: TP) -> int | None:
        try:
            return self.highwater(tp)
        except (IllegalStateError, KeyError, AssertionError):  # given away this moment
            return None

    async def wait_empty(self) -> None:
        """Wait until what was begun is finished, and what it sent delivered: others may own our partitions after this.

        Faust calls it before it gives partitions away, and when it stops.
        """
        await super().wait_empty()
        await self._settle()

    async def _settle(self) -> None:
        try:
            await self.ledger.settle()
        except Exception as error:  # a failed delivery, or something that could not even be sent
            metrics.COMMITS.labels("undelivered").inc()
            fail_stop(f"{type(error).__name__}: {error}")

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Real gaps (compaction, transactions) need no book-keeping when one counts what was delivered."""

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        self._forget(revoked)
        await super().on_partitions_revoked(revoked)

    async def _commit_tps(self, tps: Iterable[TP], start_new_transaction: bool) -> bool:
        await self._fetch_dropped_again()
        # The offsets first: what they cover has entered all its deliveries in the ledger already.
        offsets = self._filter_committable_offsets(tps)
        if not offsets:
            return False
        await self._settle()
        committed = bool(await self._commit_offsets(offsets, start_new_transaction=start_new_transaction))
        metrics.COMMITS.labels("done" if committed else "refused").inc()
        if committed:
            metrics.LAST_COMMIT.set(time())
        return committed


def consumer_with(ledger: Ledger) -> type[DeliveredConsumer]:
    """Make the consumer class for one app: Faust instantiates the class itself, so the ledger rides on it."""
    return type("DeliveredConsumer", (DeliveredConsumer,), {"ledger": ledger, "__module__": __name__})
