"""Says who holds a data directory: one broker at a time, and who that is.

A file lock is shared by owner and broker process, so it is free exactly when both are gone, however they went.
Refuses to end a process that is not the one written down: a pid alone may have been given to somebody else.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path

import msgspec

from streams.broker.errors import BrokerError

ORPHAN_WAIT_S = 20.0  # a broker whose owner died is already stopping; let it close its logs


class Process(msgspec.Struct, frozen=True):
    """A process that can be told from a later one with the same pid."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> Process:
        """Describe a running process."""
        return cls(pid, _started(pid))

    def alive(self) -> bool:
        """Tell whether this very process still runs."""
        return bool(self.started) and _started(self.pid) == self.started

    def signal(self, number: int) -> None:
        """Send a signal if it still runs."""
        if self.alive():
            os.kill(self.pid, number)


class Holder(msgspec.Struct, frozen=True):
    """Who holds a data directory.  No owner: the broker runs in the background by itself."""

    url: str = ""
    owner: Process | None = None
    broker: Process | None = None

    def orphaned(self) -> bool:
        """Tell whether it may be ended: its owner is gone, and it was not meant to run without one."""
        return self.broker is not None and self.owner is not None and not self.owner.alive()

    def broker_runs(self) -> bool:
        """Tell whether the broker itself still runs."""
        return self.broker is not None and self.broker.alive()

    def __str__(self) -> str:
        broker = f"broker {self.broker.pid} at {self.url}" if self.broker else "a broker that is starting"
        return f"{broker}, started by process {self.owner.pid}" if self.owner else f"{broker}, in the background"


class Claim:
    """The lock on one data directory, with the name of its holder beside it."""

    def __init__(self, folder: Path) -> None:
        self._lock = folder / "lock"
        self._holder = folder / "holder.json"
        self._fd: int | None = None

    @property
    def fd(self) -> int:
        """Give the descriptor that the broker process must inherit."""
        assert self._fd is not None, "not taken"
        return self._fd

    def take(self) -> None:
        """Take the directory, ending a broker whose owner is gone.

        Blocks up to 25 s for such an orphan.  Raises BrokerError `data-dir-held`, naming the holder.
        """
        fd = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + ORPHAN_WAIT_S
        while not _locked(fd):
            holder = self.holder()
            late = time.monotonic() > until
            if holder is None or not holder.orphaned() or (late and not holder.broker_runs()):
                os.close(fd)
                raise BrokerError(
                    "data-dir-held",
                    f"{self._lock.parent} is in use: {holder or 'unknown'}",
                    "stop it or set another data.dir",
                )
            if holder.broker is not None:
                holder.broker.signal(signal.SIGKILL if late else signal.SIGTERM)
            if late:
                until += 5.0
            time.sleep(0.1)
        self._fd = fd

    def name(self, holder: Holder) -> None:
        """Write down who holds it now."""
        new = self._holder.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(holder))
        new.replace(self._holder)

    def holder(self) -> Holder | None:
        """Read who holds it, or held it last."""
        try:
            return msgspec.json.decode(self._holder.read_bytes(), type=Holder)
        except (OSError, msgspec.MsgspecError):
            return None

    def release(self, forget: bool = True) -> None:
        """Let go; the lock stays with the broker process while that lives."""
        if self._fd is None:
            return
        if forget:
            self._holder.unlink(missing_ok=True)
        os.close(self._fd)
        self._fd = None


def _locked(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _started(pid: int) -> str:
    """Give the start time of a process, empty if there is none.

    A zombie is none, unless threads of it still run: they hold its files, the lock among them.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        ended = fields[0] in "ZX" and len(os.listdir(f"/proc/{pid}/task")) < 2
        return "" if ended else fields[19]
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    except ProcessLookupError:
        return ""
    asked = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip()
