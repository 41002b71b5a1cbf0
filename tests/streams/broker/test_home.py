"""The broker's files lie together; the log is read from where this start began; no room is told before Kafka tries."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from streams.broker import home as module
from streams.broker.errors import BrokerError
from streams.broker.home import Home
from streams.settings import Settings

Usage = namedtuple("Usage", "total used free")


def test_everything_lies_under_the_data_directory(tmp_path: Path) -> None:
    home = Home.of(Settings(data_dir=str(tmp_path)))
    for path in (home.data, home.properties, home.log):
        assert path.is_relative_to(tmp_path / "kafka")


def test_the_log_since(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.log_since(0) == ""
    home.log.write_text("old words\nnew words\n")
    assert home.log_since(10) == "new words\n"
    assert home.log_since(0, most=6) == "words\n"
    assert home.log_since(home.log_size()) == ""


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.log.write_text("short")
    home.turn_log()
    assert home.log.exists()
    home.log.write_bytes(b"x" * 10_000_001)
    home.turn_log()
    assert home.log_size() == 0
    assert (tmp_path / "broker.log.1").stat().st_size == 10_000_001


def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Home(tmp_path).demand_room()
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 5_000_000))
    with pytest.raises(BrokerError) as caught:
        Home(tmp_path).demand_room()
    assert caught.value.code == "disk-full"
    assert "5 MB" in caught.value.message


def test_a_comma_would_be_two_folders_to_kafka(tmp_path: Path) -> None:
    with pytest.raises(BrokerError) as caught:
        Home(tmp_path / "a,b").demand_room()
    assert caught.value.code == "data-dir-unusable"
