"""Each look at the machine tells well from broken."""

from __future__ import annotations

import asyncio
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from streams.broker.errors import BrokerError
from streams.broker.install import jars as listed_jars
from streams.doctor import machine
from streams.health import Health
from streams.settings import Settings
from streams.web.page import Page

Usage = namedtuple("Usage", "total used free")


def test_python_and_packages_of_this_environment() -> None:
    assert machine.python().state == "ok"
    assert machine.packages().state == "ok"
    assert "faust-streaming" in machine.packages().detail


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.sys, "version_info", (3, 9, 2))
    assert machine.python().state == "fail"


def test_a_missing_package_is_named() -> None:
    check = machine.packages(["orjson", "no-such-package-of-ours"])
    assert check.state == "fail"
    assert "no-such-package-of-ours" in check.detail


def test_compiled_parts() -> None:
    assert machine.compiled().state == "ok"
    assert machine.compiled(("orjson", "faust.not_compiled")).state == "warn"


def test_packages_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.metadata, "packages_distributions", lambda: {"agents": ["demarche-news"]})
    assert machine.ours().state == "ok"
    assert machine.ours(tmp_path).state == "fail"
    monkeypatch.setattr(
        machine.metadata, "packages_distributions", lambda: {"agents": ["openai-agents", "demarche-news"]}
    )
    check = machine.ours()
    assert check.state == "warn"
    assert "openai-agents" in check.detail


def test_java(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise BrokerError("java-absent", "there is no Java", "install one")

    monkeypatch.setattr(machine, "find_java", none)
    check = machine.java()
    assert (check.state, check.hint) == ("fail", "install one")


def test_jars_absent_and_wrong(tmp_path: Path) -> None:
    assert machine.jars(tmp_path).state == "warn"
    (tmp_path / listed_jars()[0].file).write_bytes(b"tampered with")
    check = machine.jars(tmp_path)
    assert check.state == "fail"
    assert listed_jars()[0].file in check.detail


@pytest.mark.parametrize(("free_mb", "state"), [(50_000, "ok"), (1_000, "warn"), (100, "fail")])
def test_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_mb: int, state: str) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: Usage(10**12, 0, free_mb * 1_000_000))
    assert machine.disk(Settings(data_dir=str(tmp_path))).state == state


def test_a_data_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert machine.disk(Settings(data_dir=str(tmp_path / "file"))).state == "fail"


def test_the_web_port(tmp_path: Path) -> None:
    assert machine.web_port(Settings(data_dir=str(tmp_path), web_port=0)).state == "ok"
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = Settings(data_dir=str(tmp_path), web_port=holder.getsockname()[1])
        assert machine.web_port(taken).state == "fail"
    assert machine.web_port(Settings(data_dir=str(tmp_path), web_host="203.0.113.1")).state == "fail"


async def test_a_port_that_a_demarche_serves_is_well(tmp_path: Path) -> None:
    page = Page(Settings(kafka_url="127.0.0.1:1", web_port=0), live=lambda: Health(False, "stalled"), alerts=False)
    await page.start()
    try:
        held = Settings(data_dir=str(tmp_path), web_port=int(page.url.rpartition(":")[2]))
        check = await asyncio.to_thread(machine.web_port, held)
    finally:
        await page.stop()
    assert check.state == "ok"
    assert "a demarche that runs" in check.detail


def test_who_brings_a_kafka_needs_no_java(tmp_path: Path) -> None:
    names = [check.name for check in machine.examine(Settings(data_dir=str(tmp_path), kafka_url="k:9092"))]
    assert "java" not in names
    assert "jars" not in names
