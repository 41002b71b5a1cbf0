"""`plan` sees what differs on a real cluster, `apply` mends it once, and nothing is ever taken away."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Literal

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from streams.admin import AdminError, Difference, PartitionsError, apply, cluster, config_of, listed, plan, ready
from streams.settings import Settings
from streams.topics import CHANGELOG, MADE, TABLE_LOG

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
    assert [row.action for row in before] == ["create"] * len(MADE)
    assert await apply(empty_broker, Settings()) == before
    assert await plan(empty_broker, Settings()) == []
    assert await apply(empty_broker, Settings()) == []
    found = await listed(empty_broker, [topic.name for topic in MADE])
    assert [(row.name, row.partitions, row.replication) for row in found] == [(t.name, 8, 1) for t in MADE]


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
    await apply(empty_broker, SETTINGS, [TABLE_LOG])
    (row,) = await apply(empty_broker, GROWN, [TABLE_LOG])
    assert (row.topic, row.action) == (CHANGELOG, "add-partitions")
    assert await partitions(empty_broker, CHANGELOG) == [5]
    await sent(empty_broker, CHANGELOG)
    with pytest.raises(PartitionsError, match=CHANGELOG):
        await apply(empty_broker, replace(SETTINGS, kafka_partitions=7), [TABLE_LOG])


async def test_a_changelog_as_faust_made_it_is_told_and_mended(empty_broker: str) -> None:
    """Kafka's own segments of 1 GiB: the cleaner never touches the active one, so nothing was ever compacted."""
    admin = AIOKafkaAdminClient(bootstrap_servers=empty_broker)
    await admin.start()
    await admin.create_topics([NewTopic(CHANGELOG, 8, 1, topic_configs={"cleanup.policy": "compact"})])
    await admin.close()
    rows = {row.setting: row for row in await plan(empty_broker, Settings()) if row.topic == CHANGELOG}
    assert {"segment.bytes", "segment.ms", "min.cleanable.dirty.ratio", "max.compaction.lag.ms"} == set(rows)
    assert all(row.mended for row in rows.values())
    await apply(empty_broker, Settings())
    assert await plan(empty_broker, Settings()) == []


async def test_two_makers_at_once_do_no_harm(empty_broker: str) -> None:
    """Worker, poller and `replay` start together at boot."""
    done = await asyncio.gather(*[apply(empty_broker, Settings()) for _ in range(4)])
    assert max(len(rows) for rows in done) == len(MADE)
    assert await plan(empty_broker, Settings()) == []


async def test_makers_of_more_partitions_do_no_harm_to_each_other(empty_broker: str) -> None:
    await apply(empty_broker, SETTINGS, [STATE, NEWS])
    await asyncio.gather(*[apply(empty_broker, GROWN, [STATE, NEWS]) for _ in range(3)])
    assert await partitions(empty_broker, STATE.name, NEWS.name) == [5, 5]


async def test_where_others_make_topics_nothing_is_made_and_what_lacks_is_named(empty_broker: str) -> None:
    strict = replace(SETTINGS, kafka_declare=False)
    with pytest.raises(AdminError, match=rf"no topic .*demarche\.articles.*{CHANGELOG}.*kafka\.declare.*topics apply"):
        await ready(empty_broker, strict)
    assert await listed(empty_broker, [CHANGELOG]) == []
    await ready(empty_broker, SETTINGS)
    await ready(empty_broker, strict)
    with pytest.raises(PartitionsError, match=r"Set kafka\.partitions to 3"):
        await ready(empty_broker, replace(strict, kafka_partitions=2))


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


def test_a_topic_unlike_all_others_is_not_taken_for_the_measure() -> None:
    def told(*names: str) -> str:
        return str(PartitionsError([Difference(n, "too-many-partitions", "16", "8") for n in names], 8))

    assert "Set kafka.partitions to 16" in told(*(topic.name for topic in MADE if topic.keyed))
    odd = told("demarche.articles")
    assert "demarche.articles has 16" in odd
    assert "`demarche topics apply` makes it anew with 8" in odd
    assert "Set kafka.partitions" not in odd
