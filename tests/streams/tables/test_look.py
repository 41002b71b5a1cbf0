"""A worker compares what its table stands on with what is there, and ends with status 4 where that is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from makers import make_state

from agents.records import Entry
from streams import admin, topics
from streams.formats import format_of
from streams.settings import Settings
from streams.tables.basis import EXIT_MISFIT, MisfitError
from streams.tables.look import committed, look, noted, take_up
from streams.topic_ids import topic_ids

pytestmark = pytest.mark.kafka
SETTINGS = Settings()


async def remade(url: str, name: str) -> None:
    """Delete a topic, wait until it is gone, and make it again."""
    client = AIOKafkaAdminClient(bootstrap_servers=url)
    await client.start()
    before = await topic_ids(url, [name])
    await client.delete_topics([name])
    while name in await client.list_topics():
        pass
    while (await topic_ids(url, [name])) in ({}, before):
        await admin.apply(url, SETTINGS)
    await client.close()


async def put(url: str, topic: str, key: bytes, value: bytes) -> TopicPartition:
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    sent = await producer.send_and_wait(topic, value, key)
    await producer.stop()
    return TopicPartition(topic, sent.partition)


async def commit(url: str, offsets: dict[TopicPartition, int]) -> None:
    consumer = AIOKafkaConsumer(bootstrap_servers=url, group_id=topics.GROUP, enable_auto_commit=False)
    await consumer.start()
    consumer.assign(list(offsets))
    await consumer.commit(offsets)
    await consumer.stop()


async def make_changelog(url: str) -> None:
    """Make the changelog as a worker's first start does, where `apply` has not."""
    client = AIOKafkaAdminClient(bootstrap_servers=url)
    await client.start()
    await client.create_topics([NewTopic(topics.CHANGELOG, 8, 1, topic_configs={"cleanup.policy": "compact"})])
    await client.close()


async def test_what_stands_is_noted_and_fits_again(fresh_topics: str) -> None:
    assert await noted(fresh_topics) is None
    await take_up(fresh_topics, SETTINGS)
    basis = await noted(fresh_topics)
    assert basis and basis.topics == await topic_ids(fresh_topics, basis.topics)
    assert topics.ARTICLES.name in basis.topics
    await take_up(fresh_topics, SETTINGS)
    assert await noted(fresh_topics) == basis


def worker_ends(url: str, folder: Path, *flags: str) -> str:
    """Run a worker that must end by itself with the status of a misfit; give what it says."""
    done = subprocess.run(
        [sys.executable, "-c", "from streams.cli import main; main()", "worker", "--kafka-url", url,
         "--data-dir", str(folder), "--web-port", "0", *flags],
        capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == EXIT_MISFIT, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


async def test_articles_made_anew_end_a_worker_until_the_generation_is_raised(
    fresh_topics: str, tmp_path: Path
) -> None:
    await take_up(fresh_topics, SETTINGS)
    await remade(fresh_topics, topics.ARTICLES.name)
    said = worker_ends(fresh_topics, tmp_path)
    assert "set kafka.generation to 2 on all workers" in said
    await take_up(fresh_topics, Settings(kafka_generation=2))
    with pytest.raises(MisfitError, match=r"set kafka\.generation to 2"):
        await take_up(fresh_topics, SETTINGS)


async def test_other_parts_made_anew_are_told(fresh_topics: str) -> None:
    await take_up(fresh_topics, SETTINGS)
    await remade(fresh_topics, topics.DELTAS.name)
    with pytest.raises(MisfitError, match=r"demarche\.deltas is not the one .*`demarche rebuild --from findings`"):
        await take_up(fresh_topics, SETTINGS)


async def test_an_emptied_changelog_is_told_and_one_never_written_to_is_well(fresh_topics: str) -> None:
    await make_changelog(fresh_topics)
    client = AIOKafkaAdminClient(bootstrap_servers=fresh_topics)
    await client.start()
    place = await put(fresh_topics, topics.DELTAS.name, b"RUS", b"no deltas")
    await commit(fresh_topics, {place: 1})
    assert (await committed(fresh_topics))[place] == 1
    assert (await look(fresh_topics)).emptied == (), "all that came was set aside: nothing was ever folded"
    config = ConfigResource(ConfigResourceType.TOPIC, topics.CHANGELOG, configs={"cleanup.policy": "delete"})
    log = await put(fresh_topics, topics.CHANGELOG, b"RUS", b"{}")
    assert log.partition == place.partition
    assert (await look(fresh_topics)).emptied == ()
    await client.alter_configs([config])
    await client.delete_records({log: RecordsToDelete(1)})
    await client.close()
    with pytest.raises(MisfitError, match=rf"{topics.CHANGELOG} was emptied \(partition {log.partition}\)"):
        await take_up(fresh_topics, SETTINGS)


async def test_a_fence_ahead_of_its_log_ends_a_worker(fresh_topics: str, tmp_path: Path) -> None:
    await make_changelog(fresh_topics)
    entry = Entry(state=make_state("RUS"), fences={"1.3": 4711}, format=format_of("entry").writes)
    await put(fresh_topics, topics.CHANGELOG, b"RUS", msgspec.json.encode(entry))
    said = worker_ends(fresh_topics, tmp_path)
    assert "has read partition 3 of demarche.articles to 4711, which ends at 0" in said
    assert "set kafka.generation to 2 on all workers" in said
