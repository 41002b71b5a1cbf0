"""A producer knows all its topics before it sends, and keeps knowing them; a topic that is absent is named."""

from __future__ import annotations

from typing import Any

import pytest
from aiokafka.errors import UnknownTopicOrPartitionError

from streams import producer as module
from streams import topics
from streams.producer import NAMES, started


@pytest.mark.kafka
async def test_the_first_send_forgets_no_other_topic(fresh_topics: str) -> None:
    """With an aiokafka producer as it is made, the second assertion fails: it knows the articles alone by then."""
    producer = await started(fresh_topics)
    try:
        assert producer.client.cluster.topics() >= set(NAMES)
        await producer.send_and_wait(topics.ARTICLES.name, b"{}", b"key")
        await producer.client.force_metadata_update()
        assert producer.client.cluster.topics() >= set(NAMES)
        for name in NAMES:
            await producer.send_and_wait(name, b"{}", b"key")
    finally:
        await producer.stop()


@pytest.mark.kafka
async def test_topics_that_do_not_exist_are_named(empty_broker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_S", 0.2)
    with pytest.raises(UnknownTopicOrPartitionError, match=r"demarche\.articles.*topics plan"):
        await started(empty_broker)


class Client:
    """A client whose cluster gets to know a topic, and then its leaders, one look later each."""

    def __init__(self) -> None:
        self.cluster, self.looks, self.named = self, 0, set[str]()

    async def set_topics(self, names: set[str]) -> None:
        self.named = names

    async def force_metadata_update(self) -> None:
        self.looks += 1

    def partitions_for_topic(self, name: str) -> set[int] | None:
        return {0, 1} if self.looks > 0 else None

    def available_partitions_for_topic(self, name: str) -> set[int]:
        return {0, 1} if self.looks > 1 else {0}


async def test_it_waits_until_every_partition_is_led(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.0)
    producer: Any = type("Producer", (), {"client": Client()})
    await module._introduced(producer, {"a", "b"})
    assert producer.client.named == {"a", "b"}
    assert producer.client.looks == 2
