"""`plan` sees what differs on a real cluster, `apply` mends it once, and nothing is ever taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from streams.admin import AdminError, PartitionsError, apply, cluster, config_of, listed, plan
from streams.settings import Settings
from streams.topics import CHANGELOG, TOPICS

pytestmark = pytest.mark.kafka
SETTINGS = Settings(kafka_partitions=3)
GROWN = replace(SETTINGS, kafka_partitions=5)


@dataclass(frozen=True)
class Plain:
    name: str
    cleanup: Literal["delete", "compact"] = "delete"
    retention_ms: int | None = None
    keyed: bool = True


STATE, NEWS = Plain("test.state", "compact"), Plain("test.news", retention_ms=3_600_000)


async def test_an_empty_cluster_gets_every_topic_once(empty_broker: str) -> None:
    before = await plan(empty_broker, Settings())
    assert [row.action for row in before] == ["create"] * len(TOPICS)
    assert await apply(empty_broker, Settings()) == before
    assert await plan(empty_broker, Settings()) == []
    assert await apply(empty_broker, Settings()) == []
    found = await listed(empty_broker, [topic.name for topic in TOPICS])
    assert [(row.name, row.partitions, row.replication) for row in found] == [(t.name, 8, 1) for t in TOPICS]


async def test_a_new_topic_can_be_written_and_read_at_once(empty_broker: str) -> None:
    await apply(empty_broker, SETTINGS, [NEWS])
    producer = AIOKafkaProducer(bootstrap_servers=empty_broker)
    await producer.start()
    sent = await producer.send_and_wait(NEWS.name, b"value", b"key")
    await producer.stop()
    consumer = AIOKafkaConsumer(NEWS.name, bootstrap_servers=empty_broker, auto_offset_reset="earliest")
    await consumer.start()
    got = await consumer.getone()
    await consumer.stop()
    assert (got.partition, got.offset, got.value) == (sent.partition, 0, b"value")


async def sent(url: str, topic: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    await producer.send_and_wait(topic, b"value", b"key")
    await producer.stop()


async def partitions(url: str, *topics: str) -> list[int]:
    return [topic.partitions for topic in await listed(url, topics)]


async def test_missing_partitions_are_added_and_surplus_ones_told(empty_broker: str) -> None:
    loose = replace(NEWS, keyed=False)
    await apply(empty_broker, SETTINGS, [STATE, loose])
    await sent(empty_broker, loose.name)  # which partition a message without a meaningful key is on means nothing
    assert [(row.action, row.is_now, row.should_be) for row in await apply(empty_broker, GROWN, [STATE, loose])] == [
        ("add-partitions", "3", "5"),
        ("add-partitions", "3", "5"),
    ]
    assert await plan(empty_broker, GROWN, [STATE, loose]) == []
    (row,) = await apply(empty_broker, SETTINGS, [loose])
    assert (row.action, row.mended) == ("too-many-partitions", False)
    assert await partitions(empty_broker, STATE.name, loose.name) == [5, 5]


async def test_a_keyed_topic_that_holds_data_keeps_its_partitions(empty_broker: str) -> None:
    await apply(empty_broker, SETTINGS, [STATE, NEWS])
    await sent(empty_broker, STATE.name)
    planned = await plan(empty_broker, GROWN, [STATE, NEWS])
    assert [(row.topic, row.action, row.mended) for row in planned] == [
        (STATE.name, "too-few-partitions", False),
        (NEWS.name, "add-partitions", True),
    ]
    with pytest.raises(PartitionsError, match=r"test\.state has 3.*Set kafka\.partitions to 3.*topics plan"):
        await apply(empty_broker, GROWN, [STATE, NEWS])
    assert await partitions(empty_broker, STATE.name, NEWS.name) == [3, 3], "keyed topics stay alike"
    assert await apply(empty_broker, SETTINGS, [STATE, NEWS]) == []


async def test_keyed_topics_with_too_many_partitions_are_refused(empty_broker: str) -> None:
    await apply(empty_broker, GROWN, [STATE])
    with pytest.raises(PartitionsError, match=r"Set kafka\.partitions to 5"):
        await apply(empty_broker, SETTINGS, [STATE, NEWS])
    assert await listed(empty_broker, [NEWS.name]) == []


async def test_the_changelog_grows_while_it_is_empty(empty_broker: str) -> None:
    changelog = replace(STATE, name=CHANGELOG)
    await apply(empty_broker, SETTINGS, [changelog])
    (row,) = await apply(empty_broker, GROWN, [])
    assert (row.topic, row.action) == (CHANGELOG, "add-partitions")
    assert await partitions(empty_broker, CHANGELOG) == [5]
    await sent(empty_broker, CHANGELOG)
    with pytest.raises(PartitionsError, match=CHANGELOG):
        await apply(empty_broker, replace(SETTINGS, kafka_partitions=7), [])


async def test_another_replication_is_told_and_left(empty_broker: str) -> None:
    await apply(empty_broker, SETTINGS, [NEWS])
    (row,) = await apply(empty_broker, replace(SETTINGS, kafka_replication=3), [NEWS])
    assert (row.action, row.is_now, row.should_be, row.mended) == ("replication", "1", "3", False)


async def test_settings_are_mended_and_the_operators_own_kept(empty_broker: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=empty_broker)
    await admin.start()
    await admin.create_topics([NewTopic(STATE.name, 3, 1, topic_configs={"max.message.bytes": "2000000"})])
    await admin.alter_configs(
        [ConfigResource(ConfigResourceType.TOPIC, STATE.name, configs={"max.message.bytes": "2000000"})]
    )
    await admin.close()
    changed = {row.setting: (row.is_now, row.should_be) for row in await apply(empty_broker, SETTINGS, [STATE])}
    assert changed["cleanup.policy"] == ("delete", "compact")
    assert await plan(empty_broker, SETTINGS, [STATE]) == []
    (found,) = await listed(empty_broker, [STATE.name])
    assert found.own == config_of(STATE) | {"max.message.bytes": "2000000"}


async def test_more_replicas_than_brokers_is_an_error_that_says_so(empty_broker: str) -> None:
    with pytest.raises(AdminError, match=r"test\.news.*ReplicationFactor"):
        await apply(empty_broker, replace(SETTINGS, kafka_replication=3), [NEWS])


async def test_who_answers(empty_broker: str) -> None:
    seen = await cluster(empty_broker)
    assert (seen.brokers, seen.version, seen.is_mock) == (1, "4.0 or newer", False)


async def test_no_cluster_is_an_error_that_names_the_address() -> None:
    with pytest.raises(AdminError, match=r"127\.0\.0\.1:1"):
        await plan("127.0.0.1:1", SETTINGS, [NEWS])


def test_retention_of_none_keeps_for_ever() -> None:
    assert config_of(replace(NEWS, retention_ms=None))["retention.ms"] == "-1"
    assert config_of(NEWS)["retention.ms"] == "3600000"
