"""How one poller holds a thousand feeds, a third of them with pages, some of them hostile.

    python tests/bench/bench_feeds.py [FEEDS [SECONDS]]

A farm of publishers on loopback addresses (`tests/support/feed_farm.py`), a broker and a poller of their own.  After a
first round, in which everything is new, it measures polls and pages a second, the lag of the event loop, memory of the
poller and its processes, and feeds that were not polled in a round.  Prints JSON; asserts nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

import aiohttp
import uvloop
from feed_farm import PERIOD_S, hostile, urls

from agents.records import Feed
from streams import admin, logs, metrics
from streams.broker import EmbeddedBroker
from streams.feeds.poller import Poller
from streams.settings import Settings

PORT = 18_765
BEAT_S = 0.005
FARM = Path(__file__).parents[1] / "support" / "feed_farm.py"


def catalogue(feeds: int) -> list[Feed]:
    """Give the farm's feeds, and one of each hostile kind beside them."""
    found = [Feed(id=name, url=url, interval_s=PERIOD_S) for name, url in urls(PORT, feeds)]
    kinds = (*hostile(), "slow", "endless")
    return found + [Feed(id=kind, url=f"http://127.0.0.1:{PORT}/hostile/{kind}", interval_s=PERIOD_S) for kind in kinds]


async def lags(into: list[float]) -> None:
    """Measure how late the loop is, every BEAT_S."""
    while True:
        began = monotonic()
        await asyncio.sleep(BEAT_S)
        into.append(monotonic() - began - BEAT_S)


async def asked() -> dict[str, int]:
    """Ask the farm what it was asked."""
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{PORT}/told") as response:
        found: dict[str, int] = await response.json()
        return found


def memory() -> dict[str, int]:
    """Give the memory in MB of this process, which holds the poller, and of its parsing processes."""

    def resident(pid: str) -> int:
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)

    family, grown = {str(os.getpid())}, True
    parents = {p.name: _parent(p) for p in Path("/proc").iterdir() if p.name.isdecimal()}
    while grown:
        new = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | new, bool(new)
    pythons = [pid for pid in family if b"multiprocessing" in _command(pid)]
    return {"poller_mb": resident(str(os.getpid())), "processes_mb": sum(map(resident, pythons))}


def _parent(path: Path) -> str:
    try:
        return path.joinpath("stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def counted(name: str, label: str) -> dict[str, int]:
    """Give a counter of ours by one of its labels."""
    found: Counter[str] = Counter()
    for family in metrics.REGISTRY.collect():
        for sample in family.samples:
            if sample.name == name:
                found[sample.labels[label]] += int(sample.value)
    return dict(found)


def polled() -> dict[str, int]:
    """Give how often each feed was polled."""
    return counted("demarche_feed_polls_total", "feed")


async def measured(url: str, feeds: int, seconds: float) -> dict[str, object]:
    """Run the poller and measure."""
    settings = Settings(kafka_url=url, poll_private_hosts=True, poll_concurrency=64, poll_timeout_s=10.0)
    poller = Poller(settings, catalogue(feeds))
    await poller.start()
    began = monotonic()
    try:
        while len([n for n in polled() if n.startswith("f")]) < feeds and monotonic() - began < 6 * PERIOD_S:
            await asyncio.sleep(1)
        first = monotonic() - began
        await asyncio.sleep(PERIOD_S)
        late: list[float] = []
        beat = asyncio.create_task(lags(late))
        before, rounds, cpu = await asked(), polled(), resource.getrusage(resource.RUSAGE_SELF)
        await asyncio.sleep(seconds)
        beat.cancel()
        after, now, used = await asked(), polled(), resource.getrusage(resource.RUSAGE_SELF)
        late.sort()
        return {
            "feeds": feeds,
            "first_round_s": round(first, 1),
            "polls_a_second": round((after["feeds"] - before["feeds"]) / seconds, 1),
            "unchanged_share": round(
                (after["unchanged"] - before["unchanged"]) / (after["feeds"] - before["feeds"]), 2
            ),
            "pages_a_second": round((after["pages"] - before["pages"]) / seconds, 1),
            "lag_ms": {q: round(1_000 * late[int(len(late) * q / 100)], 1) for q in (50, 99)}
            | {"max": round(1_000 * late[-1], 1)},
            "poller_cpu": round((used.ru_utime + used.ru_stime - cpu.ru_utime - cpu.ru_stime) / seconds, 2),
            "not_polled": sum(now.get(f"f{n}", 0) == rounds.get(f"f{n}", 0) for n in range(feeds)),
            "verdicts": counted("demarche_feed_verdicts_total", "verdict"),
            "pages": counted("demarche_pages_total", "verdict"),
            "load": os.getloadavg()[0],
        } | memory()
    finally:
        await poller.stop()


async def main(feeds: int, seconds: float) -> None:
    """Start farm and broker, measure, print."""
    farm = subprocess.Popen(  # noqa: ASYNC220 -- before anything else runs
        [sys.executable, str(FARM), str(PORT), str(feeds)], stdout=subprocess.PIPE
    )
    try:
        assert farm.stdout is not None
        await asyncio.to_thread(farm.stdout.readline)
        with tempfile.TemporaryDirectory() as folder:
            async with EmbeddedBroker(Settings(data_dir=folder)) as broker:
                await admin.ready(broker.url, Settings(kafka_url=broker.url))
                print(json.dumps(await measured(broker.url, feeds, seconds), indent=1))
    finally:
        farm.terminate()
        farm.wait()


if __name__ == "__main__":
    logs.setup("error")
    uvloop.run(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, float(sys.argv[2]) if len(sys.argv) > 2 else 100.0)
    )
