"""Which broker is taken: the address given, one that runs already, the embedded one, the mock with its banner."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from pathlib import Path

import pytest

import streams.broker as module
from streams.broker import BrokerError, EmbeddedBroker, broker_for
from streams.broker.claim import Claim
from streams.broker.embedded import answers
from streams.broker.errors import Code
from streams.settings import Settings


async def test_the_address_given_is_taken_as_it_is(tmp_path: Path) -> None:
    async with broker_for(Settings(kafka_url="kafka.example:9092", data_dir=str(tmp_path))) as url:
        assert url == "kafka.example:9092"
    assert Claim(tmp_path / "kafka").holder() is None


@pytest.mark.kafka
async def test_one_that_runs_already_is_shared_and_left_running(broker: EmbeddedBroker) -> None:
    async with broker_for(Settings(data_dir=str(broker.home.folder.parent))) as url:
        assert url == broker.url
    assert await answers(broker.url)


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
async def test_else_one_is_started_and_stopped(tmp_path: Path) -> None:
    async with broker_for(Settings(data_dir=str(tmp_path), broker_heap_mb=256)) as url:
        assert await answers(url)
    assert not await answers(url)


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
async def test_one_that_dies_ends_its_user_and_says_why(tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path), broker_heap_mb=256)
    with pytest.raises(BrokerError) as caught:
        async with broker_for(settings):
            holder = Claim(tmp_path / "kafka").holder()
            assert holder is not None
            assert holder.broker is not None
            os.kill(holder.broker.pid, signal.SIGKILL)
            await asyncio.sleep(30)
    assert caught.value.code == "died"


def _without_kafka(monkeypatch: pytest.MonkeyPatch, code: Code) -> None:
    async def start(self: EmbeddedBroker) -> None:
        raise BrokerError(code, "not to be had")

    monkeypatch.setattr(EmbeddedBroker, "start", start)


async def test_the_mock_is_the_last_resort_and_says_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("confluent_kafka")
    _without_kafka(monkeypatch, "no-network")
    with caplog.at_level(logging.WARNING):
        async with broker_for(Settings(data_dir=str(tmp_path))) as url:
            assert await answers(url)
    assert "5 MB" in caplog.text
    assert "in memory" in caplog.text


async def test_what_can_be_cured_is_told_and_not_papered_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_kafka(monkeypatch, "disk-full")
    with pytest.raises(BrokerError, match="not to be had"):
        async with broker_for(Settings(data_dir=str(tmp_path))):
            pass


async def test_without_the_mock_the_first_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_kafka(monkeypatch, "java-absent")
    monkeypatch.setattr(module.MockBroker, "available", lambda self: False)
    with pytest.raises(BrokerError) as caught:
        async with broker_for(Settings(data_dir=str(tmp_path))):
            pass
    assert caught.value.code == "java-absent"
