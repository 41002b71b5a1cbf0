"""The broker of this machine is stopped and comes back on another port: `up`, page and `watch` go on with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

pytestmark = pytest.mark.kafka

DEMARCHE = [sys.executable, "-c", "from streams.cli import main; main()"]
PATIENCE_S = 60.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def article(number: int, who: str) -> bytes:
    text = f"{who} imposed sanctions on Iran on Thursday, its foreign ministry said."
    url = f"https://example.org/{number}"
    return orjson.dumps({"text": text, "title": f"{who} sanctions Iran", "url": url, "published": "2025-10-16T10:00Z"})


def answer(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=3) as response:
            return bytes(response.read())
    except OSError:
        return b""


def until(reached: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(0.2)


@pytest.mark.usefixtures("broker")  # so that Kafka's jars are here
def test_all_find_it(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("# none\n", encoding="utf-8")
    environment = os.environ | {"DEMARCHE_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}

    def call(*words: str, given: bytes = b"") -> bytes:
        command = [*DEMARCHE, *words]
        done = subprocess.run(command, env=environment, input=given, capture_output=True, check=True, timeout=120)
        return done.stdout

    def broker(port: int) -> str:
        return call("broker", "start", "--broker-port", str(port), "--broker-heap-mb", "256").decode().strip()

    page = f"http://127.0.0.1:{free_port()}"
    first = broker(free_port())
    up = subprocess.Popen(
        [*DEMARCHE, "up", "--web-port", page.rpartition(":")[2], "--feeds-file", str(feeds)],
        env=environment, stderr=subprocess.PIPE,
    )  # fmt: skip
    shown, watch = tmp_path / "shown", None
    try:
        until(lambda: answer(f"{page}/ready"), "not ready")
        with shown.open("wb") as out:
            watch = subprocess.Popen([*DEMARCHE, "watch", "--since", "1h", "--json"], env=environment, stdout=out)
        call("replay", "-", given=article(1, "Japan"))
        until(lambda: b"Japan" in answer(f"{page}/api/alerts") and b"Japan" in shown.read_bytes(), "no first alert")
        call("broker", "stop")
        second = broker(free_port())
        assert second != first
        call("replay", "-", given=article(2, "Norway"))
        until(lambda: b"Norway" in answer(f"{page}/api/alerts"), "`up` did not find the broker")
        until(lambda: b"Norway" in shown.read_bytes(), "`watch` did not find the broker")
        until(lambda: answer(f"{page}/ready"), "not ready again")
        told = [orjson.loads(row)["id"] for row in shown.read_bytes().splitlines()]
        assert len(told) == len(set(told)), "nothing is shown twice"
        for process in (up, watch):
            process.send_signal(signal.SIGTERM)
        assert (up.wait(60), watch.wait(60)) == (0, 0)
    finally:
        for process in (up, watch):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
        call("broker", "stop")
