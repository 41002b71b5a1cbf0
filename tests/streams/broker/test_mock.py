"""The mock carries records in memory, knows its limits, and goes away with its user."""

from __future__ import annotations

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from streams import admin
from streams.broker import mock
from streams.broker.embedded import answers
from streams.broker.errors import BrokerError
from streams.broker.mock import MockBroker
from streams.settings import Settings
from streams.topics import TOPICS


async def test_it_carries_records() -> None:
    pytest.importorskip("confluent_kafka")
    async with MockBroker() as broker:
        url = broker.url
        assert (await admin.cluster(url)).is_mock
        assert (await admin.cluster(url)).version == "(librdkafka's mock)"
        assert await admin.apply(url, Settings()) == await admin.plan(url, Settings()) == []
        producer = AIOKafkaProducer(bootstrap_servers=url)
        await producer.start()
        await producer.send_and_wait(TOPICS[0].name, b"value", partition=mock.PARTITIONS - 1)
        await producer.stop()
        consumer = AIOKafkaConsumer(TOPICS[0].name, bootstrap_servers=url, auto_offset_reset="earliest")
        await consumer.start()
        assert (await consumer.getone()).value == b"value"
        assert len(consumer.partitions_for_topic(TOPICS[0].name) or ()) == mock.PARTITIONS
        await consumer.stop()
    assert not await answers(url)


async def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(mock, "import_module", absent)
    with pytest.raises(BrokerError) as caught:
        async with MockBroker():
            pass
    assert caught.value.code == "extra-missing"
    assert "demarche-news[mock]" in caught.value.hint
