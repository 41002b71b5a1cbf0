"""Roles start in order, say what they lack, and stop in good order; `demarche up` as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from streams import service
from streams.admin import AdminError
from streams.broker import BrokerError
from streams.broker.claim import Claim
from streams.service import EXIT_FAILED, EXIT_NOT_READY, EXIT_USAGE, Roles, run, running
from streams.settings import Settings

DEMARCHE = [sys.executable, "-c", "from streams.cli import main; main()"]


def test_without_a_broker_there_is_a_hint_and_an_exit_status(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert run(Settings(data_dir=str(tmp_path)), Roles(page=True)) == EXIT_NOT_READY
    assert "demarche broker start" in caplog.text


def test_names_by_what_is_not_installed_are_refused_before_anything_starts(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    by_names = Settings(data_dir=str(tmp_path), reading_names="no_such_pipeline")
    by_tags = Settings(data_dir=str(tmp_path), reading_tags="no_such_pipeline")
    for settings in (by_names, by_tags):
        caplog.clear()
        assert run(settings, Roles(broker=True, worker=True)) == EXIT_USAGE
        assert "no_such_pipeline" in caplog.text
    assert list(tmp_path.iterdir()) == []


async def test_running_raises_the_same(tmp_path: Path) -> None:
    with pytest.raises(BrokerError, match="no broker"):
        async with running(Settings(data_dir=str(tmp_path)), Roles(worker=True)):
            raise AssertionError("must not run")


async def test_a_broker_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdminError, match=r"127\.0\.0\.1:1"):
        async with running(Settings(kafka_url="127.0.0.1:1", data_dir=str(tmp_path)), Roles(page=True)):
            raise AssertionError("must not run")
    assert run_status(tmp_path, kafka_url="127.0.0.1:1") == EXIT_NOT_READY


def run_status(folder: Path, **settings: str) -> int:
    """Run the page role in a process of its own and give the exit status."""
    flags = [part for name, value in settings.items() for part in (f"--{name.replace('_', '-')}", value)]
    done = subprocess.run(
        [*DEMARCHE, "page", "--data-dir", str(folder), *flags],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


@pytest.mark.kafka
def test_a_port_that_is_taken_is_told_without_a_traceback(fresh_topics: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run_status(tmp_path, kafka_url=fresh_topics, web_port=port) == EXIT_FAILED


@pytest.mark.kafka
def test_other_partitions_than_the_topics_have_are_refused(fresh_topics: str, tmp_path: Path) -> None:
    assert run_status(tmp_path, kafka_url=fresh_topics, kafka_partitions="4") == EXIT_USAGE


class Slow:
    """A part that takes a moment to start and notes what became of it."""

    def __init__(self) -> None:
        self.noted: list[str] = []

    async def start(self) -> None:
        await asyncio.sleep(0.05)
        self.noted.append("started")

    async def stop(self) -> None:
        self.noted.append("stopped")


async def test_a_part_interrupted_amid_its_start_is_started_whole_and_stopped() -> None:
    slow: Any = Slow()
    async with AsyncExitStack() as stack:
        starting = asyncio.create_task(service._start(stack, slow))
        await asyncio.sleep(0.01)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        assert slow.noted == ["started", "stopped"]
    assert slow.noted == ["started", "stopped"]


def test_a_second_signal_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(service.os, "_exit", ended.append)
    stop = asyncio.Event()
    service._asked_to_stop(stop, lambda: None)
    assert stop.is_set()
    assert ended == []
    service._asked_to_stop(stop, lambda: None)
    assert ended == [EXIT_FAILED]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
def test_a_signal_amid_the_start_ends_it_soon_and_leaves_no_broker(tmp_path: Path, number: int) -> None:
    environment = os.environ | {"DEMARCHE_BROKER_HEAP_MB": "256", "DEMARCHE_DATA_DIR": str(tmp_path)}
    command = [*DEMARCHE, "up", "--web-port", "0"]
    up = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 30
        while not (holder := Claim(tmp_path / "kafka").holder()) or not holder.broker_runs():
            assert time.monotonic() < until and up.poll() is None
            time.sleep(0.02)
        asked = time.monotonic()
        up.send_signal(number)
        _, told = up.communicate(timeout=15)
        assert time.monotonic() - asked < 10
        assert (up.returncode, "stopping amid the start" in told, "Traceback" in told) == (0, True, False), told
        assert not holder.broker_runs()
    finally:
        if up.poll() is None:
            up.kill()
            up.communicate()


def ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")  # so that Kafka's jars are here; `up` starts a broker of its own
def test_up_starts_everything_and_stops_within_ten_seconds_of_sigterm(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("# none: nothing outside this machine is asked\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"DEMARCHE_FEEDS_FILE": str(feeds), "DEMARCHE_BROKER_HEAP_MB": "256"}
    up = subprocess.Popen(
        [*DEMARCHE, "up", "--data-dir", str(tmp_path / "data"), "--web-port", str(port)],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not ready(f"http://127.0.0.1:{port}"):
            assert up.poll() is None, up.communicate()[1]
            assert time.monotonic() < until, "not ready within a minute"
            time.sleep(0.2)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            assert b"demarche_build_info" in answer.read()
        asked = time.monotonic()
        up.send_signal(signal.SIGTERM)
        _, told = up.communicate(timeout=15)
        assert time.monotonic() - asked < 10
        assert up.returncode == 0, told
        assert "Traceback" not in told
    finally:
        if up.poll() is None:
            up.kill()
            up.communicate()
