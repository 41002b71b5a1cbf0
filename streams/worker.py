"""One worker: a flow with a member id of its own on this machine, its health and its lag.

Called by `demarche worker` and `demarche up`.  More workers on one machine each take the next free slot, so that
their static member ids and table folders never meet.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import socket
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from agents.extraction.backend import Backend
from agents.lexicon import Lexicon
from streams import metrics
from streams.flow import Flow
from streams.settings import Settings

log = logging.getLogger("worker")

SLOTS = 64
WATCH_S = 2.0
STALLED_S = 60.0  # with work waiting and nothing processed for this long, a worker counts as dead


class NoSlotError(RuntimeError):
    """Too many workers share one data directory."""


class Slot:
    """A place among the workers of this machine, held by a file lock until the process ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(SLOTS):
            handle = os.open(folder / f"worker-{number}.lock", os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                continue
            self.number = number
            self._handle: int | None = handle
            return
        raise NoSlotError(f"{SLOTS} workers hold {folder}; give this one another --data-dir")

    def release(self) -> None:
        """Let the next worker have the place; doing it twice does nothing the second time."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Worker:
    """Runs a flow and watches over it."""

    def __init__(self, settings: Settings, lexicon: Lexicon, backend: Backend | None = None) -> None:
        self.slot = Slot(Path(settings.data_dir) / "workers")
        name = settings.worker_id or f"{socket.gethostname()}-{self.slot.number}"
        self.flow = Flow(replace(settings, worker_id=name), lexicon, backend)
        self._watch: asyncio.Task[None] | None = None
        self._progress = (0.0, monotonic())

    async def start(self) -> None:
        """Join the group, recover the table, begin to read."""
        began = monotonic()
        try:
            await self.flow.start()
        except BaseException:
            self.slot.release()
            raise
        metrics.RECOVERY_SECONDS.set(monotonic() - began)
        self._watch = asyncio.create_task(self._watching())

    async def stop(self) -> None:
        """Finish what is being read, commit and leave."""
        if self._watch:
            self._watch.cancel()
        await self.flow.stop()
        self.slot.release()

    async def failed(self) -> BaseException:
        """Wait until the flow crashes, and give the reason."""
        app: Any = self.flow.app
        await app._crashed.wait()
        return app.crash_reason or RuntimeError("the worker crashed")

    @property
    def ready(self) -> bool:
        """True when partitions are assigned and the table is recovered."""
        app: Any = self.flow.app
        return bool(app.started and not app.rebalancing and not app.in_recovery and app.consumer.assignment())

    @property
    def live(self) -> bool:
        """False when work has been waiting and nothing was processed for a minute."""
        return monotonic() - self._progress[1] < STALLED_S

    async def _watching(self) -> None:
        consumer: Any = self.flow.app.consumer
        while True:
            try:
                waiting = await self._measure_lag()
                await consumer.wake_silent()
            except Exception as error:  # the broker is away: then work may be waiting, and nobody knows
                log.warning("lag cannot be measured", extra={"error": repr(error)})
                waiting = 1
            self._judge(waiting)
            await asyncio.sleep(WATCH_S)

    def _judge(self, waiting: int) -> None:
        """Note progress: something was processed or recovered since the last look, or nothing was waiting."""
        app: Any = self.flow.app
        done = sum(metrics.ARTICLES.labels(stage)._value.get() for stage in ("reader", "tracker"))
        if app.in_recovery:
            done += sum(app.tables.recovery.active_offsets.values())
        if done != self._progress[0] or not waiting:
            self._progress = (done, monotonic())

    async def _measure_lag(self) -> int:
        """Count messages not yet committed, by partition; give the sum."""
        consumer: Any = self.flow.app.consumer
        sources = [tp for tp in consumer.assignment() if not tp.topic.endswith("-changelog")]
        committed = {tp: consumer._committed_offset[tp] for tp in sources}
        # What expired before anything was committed is not waiting.
        fresh = [tp for tp in sources if committed[tp] is None]
        committed |= await consumer.earliest_offsets(*fresh) if fresh else {}
        total = 0
        for tp in sources:
            end = consumer.highwater(tp)
            if end is None:
                continue
            lag = max(0, end - (committed[tp] or 0))
            metrics.LAG.labels(tp.topic, tp.partition).set(lag)
            total += lag
        return total
