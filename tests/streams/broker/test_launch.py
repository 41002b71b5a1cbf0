"""The kernel ends what `launch` became as soon as its parent is gone, even by SIGKILL."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from streams.broker import launch
from streams.broker.claim import Process

PARENT = """
import os, subprocess, sys, time
parent = os.getpid() if sys.argv[1] == "tied" else 0
child = subprocess.Popen([sys.executable, "-I", "-S", sys.argv[2], str(parent), "/bin/sleep", "60"])
print(child.pid, flush=True)
time.sleep(60)
"""


def start(how: str) -> tuple[subprocess.Popen[str], Process]:
    """Start a parent that starts a sleeper; wait until the sleeper sleeps."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, how, launch.__file__], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = Process.of(int(parent.stdout.readline()))
    until = time.monotonic() + 10
    while "sleep" not in Path(f"/proc/{child.pid}/comm").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    return parent, child


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
@pytest.mark.parametrize(("how", "survives"), [("tied", False), ("free", True)])
def test_a_killed_parent(how: str, survives: bool) -> None:
    parent, child = start(how)
    try:
        assert child.alive()
        parent.kill()
        parent.wait()
        until = time.monotonic() + (0.3 if survives else 10)
        while child.alive() and time.monotonic() < until:
            time.sleep(0.02)
        assert child.alive() == survives
    finally:
        child.signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_a_parent_that_is_gone_already_starts_nothing() -> None:
    command = [sys.executable, "-I", "-S", launch.__file__, str(2**22 + 1), "/bin/echo", "here"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
