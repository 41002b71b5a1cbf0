"""Faust's consumer, committing by what was delivered to the streams and finished there.

A partition's committable offset is the smallest delivered offset not yet acked, and before a commit the ledger is
settled.  If a delivery failed the process ends: whatever is raised inside Faust would be committed over.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic, time
from typing import Any
from weakref import ref

from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

from streams import metrics
from streams.engine.ledger import Ledger

log = logging.getLogger("engine")

REWIND_S = 5.0  # between two attempts to fetch a partition's dropped messages again
SILENT_S = 5.0  # an assigned partition answers its first fetch within a second and a half
EXIT_UNDELIVERED = 70  # EX_SOFTWARE: a supervisor restarts us and the uncommitted events come again


def fail_stop(reason: str) -> None:
    """End the process at once, so that nothing more can be committed."""
    log.critical("ending the process to keep offsets uncommitted", extra={"reason": reason})
    logging.shutdown()
    os._exit(EXIT_UNDELIVERED)


class DeliveredConsumer(Consumer):
    """Commits the smallest offset still unfinished, once all outputs of what precedes it are delivered.

    Stock Faust commits by runs of consecutive acked offsets.  After a restart with a backlog its book-keeping of gaps
    marks real events as acked, so commits stall at one offset an interval and can skip events (robinhood/faust#625;
    root cause in reference/faust.md 9.3; regression test: tests/pipeline/test_commits.py).

    Faust also drops messages while it starts: what arrives between the end of recovery and the seek to the committed
    offset may be taken out of its queues, and where nothing was committed yet there is no seek back (seen in one of six
    kills with a backlog).  Such a message shows by nobody holding it any more, unacked; it is fetched again.
    """

    ledger: Ledger

    def __init__(self, transport: Any, callback: Callable[[Any], Awaitable[None]], *args: Any, **kwargs: Any) -> None:
        # What was delivered and not acked, by offset; weak, so that a message that Faust dropped shows.
        self._pending: dict[TP, dict[int, ref[Any]]] = defaultdict(dict)
        self._beyond: dict[TP, int] = {}
        self._rewound_at: dict[TP, float] = {}
        self._silent_since: dict[TP, float] = {}

        async def noting(message: Any) -> None:
            self._note(message)
            await callback(message)

        super().__init__(transport, noting, *args, **kwargs)

    def _note(self, message: Any) -> None:
        tp, offset = message.tp, message.offset
        if not self.app.topics.acks_enabled_for(tp.topic):  # a changelog: read for recovery, never committed
            return
        committed = self._committed_offset[tp]
        # A second copy of a committed event is never entered in `_acked`; waiting for it would block for ever.
        if committed is None or offset >= committed:
            self._pending[tp][offset] = ref(message)
            self._beyond[tp] = max(self._beyond.get(tp, 0), offset + 1)

    def _new_offset(self, tp: TP) -> int | None:
        pending = self._pending[tp]
        for offset in self._acked[tp]:
            pending.pop(offset, None)
        # Cleared in place: Faust's compiled stream iterator holds on to these containers.
        self._acked[tp].clear()
        self._acked_index[tp].clear()
        # What is committed is done: an ack that comes after the commit of its offset is not entered by Faust.
        committed = self._committed_offset[tp] or 0
        for offset in [o for o, message in pending.items() if o < committed or getattr(message(), "acked", False)]:
            del pending[offset]
        return min(pending) if pending else self._beyond.get(tp)

    async def _fetch_dropped_again(self) -> None:
        """Go back to the first message that was delivered, not acked, and that nobody holds any more."""
        if not self.flow_active or self.app.rebalancing:
            return
        for tp in list(self._pending):
            self._new_offset(tp)
            dropped = [offset for offset, message in self._pending[tp].items() if message() is None]
            # Once is enough: what was fetched again may wait in a full queue for a while.
            if not dropped or monotonic() - self._rewound_at.get(tp, -REWIND_S) < REWIND_S:
                continue
            self._rewound_at[tp] = monotonic()
            log.warning(
                "fetching again what was dropped", extra={"tp": f"{tp.topic}-{tp.partition}", "from": min(dropped)}
            )
            metrics.REFETCHED.inc()
            first = min(dropped)
            # Nothing after it counts until it is here again: see `dropped_before`.
            self._pending[tp] = {first: self._pending[tp][first]}
            self._beyond[tp] = first
            await self.seek(tp, first)

    def dropped_before(self, tp: TP, offset: int) -> bool:
        """Tell whether an earlier message of the partition was dropped: then this one comes again behind it.

        A fold takes what is older than its fence for a replay, so the order of a partition must hold.
        """
        acked = self._acked_index[tp]
        for earlier, message in self._pending[tp].items():  # in the order of delivery, which is that of offsets
            if earlier >= offset:
                return False
            if message() is None and earlier not in acked:
                return True
        return False

    async def wake_silent(self) -> None:
        """Seek and resume again where a partition of ours has never been fetched from, seconds after it was assigned.

        Seen after one in some twenty starts on topics just made: assigned, running, and no fetch for these partitions.
        Called by the worker's watch.
        """
        if not self.flow_active or self.app.rebalancing or self.app.in_recovery:
            self._silent_since.clear()
            return
        now = monotonic()
        silent = [tp for tp in self.assignment() if not self._is_changelog_tp(tp) and self.highwater(tp) is None]
        self._silent_since = {tp: self._silent_since.get(tp, now) for tp in silent}
        waking = [tp for tp, since in self._silent_since.items() if now - since > SILENT_S]
        if not waking:
            return
        self._silent_since.clear()
        log.warning(
            "seeking where nothing was ever fetched", extra={"partitions": len(waking), "first": str(waking[0])}
        )
        metrics.REFETCHED.inc(len(waking))
        earliest = await self.earliest_offsets(*waking)
        self.resume_partitions(set(waking))
        for tp in waking:
            await self.seek(tp, self._committed_offset[tp] or earliest[tp])

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Real gaps (compaction, transactions) need no book-keeping when one counts what was delivered."""

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        for tp in revoked:
            self._pending.pop(tp, None)
            self._beyond.pop(tp, None)
            self._rewound_at.pop(tp, None)
        await super().on_partitions_revoked(revoked)

    async def _commit_tps(self, tps: Iterable[TP], start_new_transaction: bool) -> bool:
        await self._fetch_dropped_again()
        # The offsets first: what they cover has entered all its deliveries in the ledger already.
        offsets = self._filter_committable_offsets(tps)
        if not offsets:
            return False
        try:
            await self.ledger.settle()
        except Exception as error:  # a failed delivery, or something that could not even be sent
            metrics.COMMITS.labels("undelivered").inc()
            fail_stop(f"{type(error).__name__}: {error}")
        committed = bool(await self._commit_offsets(offsets, start_new_transaction=start_new_transaction))
        metrics.COMMITS.labels("done" if committed else "refused").inc()
        if committed:
            metrics.LAST_COMMIT.set(time())
        return committed


def consumer_with(ledger: Ledger) -> type[DeliveredConsumer]:
    """Make the consumer class for one app: Faust instantiates the class itself, so the ledger rides on it."""
    return type("DeliveredConsumer", (DeliveredConsumer,), {"ledger": ledger, "__module__": __name__})
