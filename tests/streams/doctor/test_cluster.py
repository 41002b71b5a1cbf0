"""The broker is found, or not; topics as planned, mendable, or beyond us."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from streams import admin
from streams.broker import EmbeddedBroker
from streams.broker.install import kafka_version
from streams.doctor.cluster import examine
from streams.settings import Settings


async def states(settings: Settings) -> dict[str, str]:
    return {check.name: check.state for check in await examine(settings)}


@pytest.mark.kafka
async def test_a_broker_with_its_topics(broker: EmbeddedBroker, empty_broker: str) -> None:
    settings = Settings(kafka_url=empty_broker)
    assert await states(settings) == {"broker": "ok", "topics": "warn"}
    await admin.apply(empty_broker, settings)
    assert await states(settings) == {"broker": "ok", "topics": "ok"}
    assert await states(replace(settings, kafka_partitions=2)) == {"broker": "ok", "topics": "fail"}
    assert await states(replace(settings, kafka_replication=3)) == {"broker": "fail", "topics": "fail"}
    ours, _ = await examine(Settings(data_dir=str(broker.home.folder.parent)))
    assert f"Kafka {kafka_version()}" in ours.detail
    given, _ = await examine(settings)
    assert "Kafka 4.0 or newer" in given.detail


async def test_nobody_there(tmp_path: Path) -> None:
    assert await states(Settings(kafka_url="127.0.0.1:1")) == {"broker": "fail"}
    assert await states(Settings(kafka_url="127.0.0.1:no-port")) == {"broker": "fail"}
    assert await states(Settings(data_dir=str(tmp_path))) == {"broker": "warn"}
