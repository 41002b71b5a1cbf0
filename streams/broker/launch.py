"""Becomes the broker's JVM, and has the kernel end it when the program that asked for it is gone.

Run as a script by `jvm.py`: `launch.py PARENT_PID PROGRAM ARG...`.  A preexec_fn would do the same, but is not safe
beside threads.  Linux only; elsewhere the next start ends what a SIGKILL left behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)


def main(argv: list[str]) -> None:
    """Tie this process to its parent (0: to nobody), then turn into the program named."""
    parent = int(argv[0])
    if parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked
            sys.exit(1)
    os.execv(argv[1], argv[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
