"""One holder a directory; an orphan is ended, a stranger never."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from streams.broker.claim import Claim, Holder, Process
from streams.broker.errors import BrokerError

GONE = Process(2**22 + 1, "1")  # beyond the greatest pid there is


def sleeper(claim: Claim | None = None) -> subprocess.Popen[bytes]:
    """Start a process that sleeps, and that holds the lock if a claim is given."""
    keep = (claim.fd,) if claim is not None else ()
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=keep)


def test_a_process_is_told_from_a_later_one_with_its_pid() -> None:
    me = Process.of(os.getpid())
    assert me.alive()
    assert not Process(me.pid, me.started + "0").alive()
    assert not GONE.alive()


def test_a_finished_child_that_nobody_waited_for_is_not_alive() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    process = Process.of(child.pid)
    until = time.monotonic() + 10
    while process.alive():
        assert time.monotonic() < until
        time.sleep(0.01)
    child.wait()


LEADER_GONE = """
import ctypes, sys, threading, time
threading.Thread(target=time.sleep, args=(60,)).start()
sys.stdout.write("x"); sys.stdout.flush()
ctypes.CDLL(None).pthread_exit(None)  # as a JVM in its last moments: the first thread ended, others yet hold its files
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux shows the threads of a process")
def test_a_process_lives_until_its_last_thread_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", LEADER_GONE], stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None
        assert child.stdout.read(1) == b"x"
        state = Path(f"/proc/{child.pid}/stat")
        until = time.monotonic() + 10
        while state.read_text().rpartition(")")[2].split()[0] != "Z":
            assert time.monotonic() < until
            time.sleep(0.01)
        assert Process.of(child.pid).alive()
    finally:
        child.kill()
        child.communicate()
    assert not Process.of(child.pid).alive()


def test_two_claims(tmp_path: Path) -> None:
    first, second = Claim(tmp_path), Claim(tmp_path)
    first.take()
    first.name(Holder("127.0.0.1:9092", Process.of(os.getpid()), Process.of(os.getpid())))
    with pytest.raises(BrokerError) as caught:
        second.take()
    assert caught.value.code == "data-dir-held"
    assert f"broker {os.getpid()} at 127.0.0.1:9092, started by process {os.getpid()}" in str(caught.value)
    first.release()
    second.take()
    assert second.holder() is None
    second.release()


def test_one_that_is_still_starting_is_named(tmp_path: Path) -> None:
    first, second = Claim(tmp_path), Claim(tmp_path)
    first.take()
    first.name(Holder(owner=Process.of(os.getpid())))
    with pytest.raises(BrokerError, match="a broker that is starting"):
        second.take()
    first.release()


def test_an_orphan_is_ended(tmp_path: Path) -> None:
    crashed = Claim(tmp_path)
    crashed.take()
    broker = sleeper(crashed)
    crashed.name(Holder("127.0.0.1:9092", GONE, Process.of(broker.pid)))
    crashed.release(forget=False)
    claim = Claim(tmp_path)
    claim.take()
    assert broker.wait(5) == -signal.SIGTERM
    claim.release()


def test_a_broker_in_the_background_is_not_ended(tmp_path: Path) -> None:
    starter = Claim(tmp_path)
    starter.take()
    broker = sleeper(starter)
    starter.name(Holder("127.0.0.1:9092", None, Process.of(broker.pid)))
    starter.release(forget=False)
    try:
        with pytest.raises(BrokerError, match="in the background"):
            Claim(tmp_path).take()
        assert broker.poll() is None
    finally:
        broker.kill()
        broker.wait()


def test_a_lock_that_a_third_holds_after_both_are_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.broker.claim.ORPHAN_WAIT_S", 0.2)
    crashed = Claim(tmp_path)
    crashed.take()
    third = sleeper(crashed)
    crashed.name(Holder("127.0.0.1:9092", GONE, GONE))
    crashed.release(forget=False)
    try:
        with pytest.raises(BrokerError) as caught:
            Claim(tmp_path).take()
        assert caught.value.code == "data-dir-held"
    finally:
        third.kill()
        third.wait()


def test_what_a_crash_left_written_does_not_touch_strangers(tmp_path: Path) -> None:
    stranger = sleeper()
    try:
        Claim(tmp_path).name(Holder("127.0.0.1:9092", GONE, Process(stranger.pid, "another start")))
        claim = Claim(tmp_path)
        claim.take()
        assert stranger.poll() is None
        claim.release()
    finally:
        stranger.kill()
        stranger.wait()


def test_a_torn_file_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "holder.json").write_bytes(b'{"url": "127.')
    assert Claim(tmp_path).holder() is None
