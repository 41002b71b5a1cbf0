"""One worker: a flow with a member id of its own on this machine, its health and its lag.

Called by `streams.service`.  More workers on one machine each take the next free slot, so that
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
from streams.engine import recovery
from streams.engine.consumer import crashed
from streams.flow import Flow
from streams.health import Health
from streams.settings import Settings

log = logging.getLogger("worker")

SLOTS = 64
WATCH_S = 2.0
STALLED_S = 60.0  # with work waiting and nothing processed for this long, a worker counts as dead
JOINING_S = 180.0  # a start may wait for the others of the group to give their partitions away, a minute at most
REACH_S = 5.0  # that a broker may take to say where it stands


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
        self._runs = False
        self._reached = True

    async def start(self) -> None:
        """Join the group, recover the table, begin to read.  `live` and `ready` answer meanwhile."""
        began = monotonic()
        self._progress = (0.0, began)
        self._watch = asyncio.create_task(self._watching())
        try:
            await self.flow.start()
        except BaseException:
            self._watch.cancel()
            self.slot.release()
            raise
        metrics.RECOVERY_SECONDS.set(monotonic() - began)
        self._runs = True

    async def stop(self) -> None:
        """Finish what is being read, commit and leave."""
        if self._watch:
            self._watch.cancel()
        await self.flow.stop()
        self.slot.release()

    async def failed(self) -> BaseException:
        """Wait until the flow crashes, and give the reason."""
        return await crashed(self.flow.app)

    @property
    def ready(self) -> Health:
        """Well when partitions are assigned, the table is recovered and the broker answers; else how far it is."""
        app: Any = self.flow.app
        if app.in_recovery:
            return Health(False, f"recovering the table: {recovery.told(app)}")
        if not self._runs or app.rebalancing:
            return Health(False, "joining the group of workers")
        if not self._reached:
            return Health(False, "the broker does not answer")
        if not app.consumer.assignment():
            return Health(False, "no partition is assigned")
        return Health(True, "ready")

    @property
    def live(self) -> Health:
        """Ill when work has been waiting and nothing was processed or recovered for a minute."""
        still = monotonic() - self._progress[1]
        if still < (STALLED_S if self._runs else JOINING_S):
            return Health(True, "live")
        return Health(False, f"stalled: nothing was done for {still:.0f} s")

    async def _watching(self) -> None:
        while True:
            self._judge(await self._waiting())
            await asyncio.sleep(WATCH_S)

    async def _waiting(self) -> int:
        """Count what waits to be read; 1 where nobody knows, since then work may be waiting."""
        if not self._runs:
            return 1
        consumer: Any = self.flow.app.consumer
        try:
            self._reached = await asyncio.wait_for(self.flow.outlet.reached(), REACH_S)
            if not self._reached:  # nothing else is asked: each question would wait for its own 45 s
                return 1
            waiting = await self._measure_lag()
            await consumer.wake_silent()
        except Exception as error:
            self._reached = False
            log.warning("lag cannot be measured", extra={"error": repr(error)})
            return 1
        return waiting

    def _judge(self, waiting: int) -> None:
        """Note progress: something was processed or recovered since the last look, or nothing was waiting."""
        app: Any = self.flow.app
        done = sum(metrics.ARTICLES.labels(stage)._value.get() for stage in ("reader", "tracker"))
        if app.in_recovery:
            done += recovery.read_so_far(app)
        if done != self._progress[0] or not waiting:
            self._progress = (done, monotonic())

    async def _measure_lag(self) -> int:
        """Count messages not yet committed, by partition; give the sum."""
        consumer: Any = self.flow.app.consumer
        sources = [tp for tp in consumer.assignment() if not tp.topic.endswith("-changelog")]
        committed = {tp: consumer.committed(tp) for tp in sources}
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
