"""The broker that outlives the command which started it: `demarche broker start|stop|status|clean` stand on this.

Works from the file that names the holder of a data directory, so any process may ask or stop; blocks (short waits), so
an event loop calls it in a thread.
"""

from __future__ import annotations

import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from streams.broker.archive import Archive
from streams.broker.claim import Claim, Holder
from streams.broker.embedded import STOP_S
from streams.broker.errors import BrokerError
from streams.broker.home import Home
from streams.broker.install import cache_dir, kafka_version
from streams.broker.java import find_java
from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Status:
    """What is known about the broker of a data directory."""

    running: bool
    url: str
    pid: int | None
    owner: int | None
    version: str
    rss_mb: int | None
    data_mb: int
    folder: str
    log: str


def status(settings: Settings) -> Status:
    """Look at the broker of these settings, whoever started it."""
    home = Home.of(settings)
    holder = _live_holder(home)
    pid = holder.broker.pid if holder is not None and holder.broker is not None else None
    return Status(
        running=pid is not None,
        url=holder.url if holder is not None else "",
        pid=pid,
        owner=holder.owner.pid if holder is not None and holder.owner is not None else None,
        version=kafka_version(),
        rss_mb=_rss_mb(pid) if pid is not None else None,
        data_mb=sum(f.stat().st_blocks * 512 for f in home.data.rglob("*") if f.is_file()) // 1_000_000,
        folder=str(home.folder),
        log=str(home.log),
    )


def running_url(settings: Settings) -> str:
    """Give the address of the broker that runs on this data directory, whoever started it, or nothing."""
    holder = _live_holder(Home.of(settings))
    return holder.url if holder is not None else ""


def stop_background(settings: Settings, wait_s: float = STOP_S) -> bool:
    """Stop the broker of these settings in good order, by force after `wait_s`; tell whether one ran.

    Raises BrokerError `data-dir-held` when it belongs to a program that is running: that one stops it.
    """
    home = Home.of(settings)
    holder = _live_holder(home)
    if holder is None or holder.broker is None:
        return False
    if holder.owner is not None and holder.owner.alive():
        raise BrokerError("data-dir-held", f"{home.folder} is in use: {holder}", "stop that program")
    holder.broker.signal(signal.SIGTERM)
    until = time.monotonic() + wait_s
    while holder.broker.alive():
        if time.monotonic() > until:
            holder.broker.signal(signal.SIGKILL)
        time.sleep(0.05)
    Archive(find_java(), cache_dir()).keep(home.properties)
    return True


def clean(settings: Settings) -> int:
    """Delete the broker's data, settings and logs; give the bytes freed.  Refuses while a broker holds them."""
    home = Home.of(settings)
    if not home.folder.exists():
        return 0
    claim = Claim(home.folder)
    claim.take()
    try:
        freed = sum(f.stat().st_blocks * 512 for f in home.folder.rglob("*") if f.is_file())
        shutil.rmtree(home.data, ignore_errors=True)
        for file in (home.properties, home.log, home.log.with_suffix(".log.1")):
            file.unlink(missing_ok=True)
    finally:
        claim.release()
    return freed


def _live_holder(home: Home) -> Holder | None:
    holder = Claim(home.folder).holder()
    return holder if holder is not None and holder.broker is not None and holder.broker.alive() else None


def _rss_mb(pid: int) -> int | None:
    try:
        rows = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(row.split()[1]) // 1024 for row in rows if row.startswith("VmRSS")), None)
