"""A first start as a machine makes it at boot: worker and publisher at the same moment, on a broker without a topic.

Measured by tests/bench/bench_first_start.py, asserted by tests/pipeline/test_first_start.py.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from group import PATIENCE_S, demarche, until_read, worker


@dataclass(frozen=True, slots=True)
class Start:
    """What came of one: seconds until all was read and committed, how the worker ended if it did, what it said."""

    seconds: float  # 0 where no commit got on for longer than the patience
    exit_status: int | None
    told: str

    @property
    def whole(self) -> bool:
        """Tell whether everything was read by a worker that never ended."""
        return self.exit_status is None and self.seconds > 0


async def first_start(url: str, folder: Path, articles: Path, count: int, patience_s: float = PATIENCE_S) -> Start:
    """Start both, wait until all articles are read or the worker ends, and stop what runs."""
    errors = folder / "errors"
    began, seconds = monotonic(), 0.0
    async with worker(url, folder / "data", errors=errors) as reading:
        publishing = await demarche("replay", articles, "--kafka-url", url, errors=errors)
        done = asyncio.create_task(until_read(url, count, patience_s))
        ended = asyncio.create_task(reading.wait())
        await asyncio.wait([done, ended], return_when=asyncio.FIRST_COMPLETED)
        if done.done() and done.exception() is None:
            seconds = monotonic() - began
        done.cancel()
        ended.cancel()
        if publishing.returncode is None:
            publishing.kill()
        await publishing.wait()
        status = reading.returncode
    return Start(round(seconds, 2), status, errors.read_text(encoding="utf-8"))
