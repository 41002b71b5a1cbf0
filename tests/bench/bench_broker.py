"""Measures the embedded broker: seconds to ready and to stop, memory.  `python tests/bench/bench_broker.py [STARTS]`.

The first start formats; the rest find their directory.  One more follows a SIGKILL.  Prints JSON; asserts nothing.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

import orjson

from streams.broker import EmbeddedBroker
from streams.broker.background import status
from streams.broker.install import kafka_version
from streams.broker.java import find_java
from streams.settings import Settings


async def main(starts: int) -> dict[str, object]:
    """Start and stop a broker so many times."""
    ready, stopped, rss = [], [], []
    java = find_java()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=folder)
        broker = EmbeddedBroker(settings)
        for _ in range(starts):
            ready.append(await took(broker.start()))
            rss.append(status(settings).rss_mb or 0)
            stopped.append(await took(broker.stop()))
        await broker.start()
        os.kill(broker.pid or 0, signal.SIGKILL)
        await broker.gone()
        await broker.stop()
        after_kill = await took(broker.start())
        await broker.stop()
    return {
        "kafka": kafka_version(),
        "java": java.version,
        "load_1min": Path("/proc/loadavg").read_text().split()[0],  # noqa: ASYNC240
        "ready_s": {
            "first": round(ready[0], 2),
            "later_median": round(statistics.median(ready[1:]), 2),
            "later_max": round(max(ready[1:]), 2),
            "after_sigkill": round(after_kill, 2),
        },
        "stop_s_median": round(statistics.median(stopped), 2),
        "stop_s_max": round(max(stopped), 2),
        "rss_mb_at_ready": round(statistics.median(rss)),
    }


async def took(work: object) -> float:
    """Measure how long an awaitable takes, seconds."""
    began = time.perf_counter()
    await work  # type: ignore[misc]
    return time.perf_counter() - began


if __name__ == "__main__":
    found = asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
    print(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
