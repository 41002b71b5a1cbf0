"""What a foreign producer leaves among the articles becomes rejects, each with its reason, and the stream goes on."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from group import until_done
from makers import make_article

from agents.records import Findings, Reject
from streams import codec, topics
from streams.service import Roles, running
from streams.settings import Settings
from streams.tail import Tail

pytestmark = pytest.mark.kafka

# A tombstone, words, bytes of no encoding, an order of somebody's shop, a version to come, half a record.
FOREIGN = [
    (b"gone", None),
    (None, b"good morning"),
    (b"bytes", b"\xff\x00\xfe"),
    (b"order", orjson.dumps({"schema": "purchase", "version": 1, "total": 12})),
    (b"later", orjson.dumps({"schema": "article", "version": 99, "id": "x"})),
    (None, orjson.dumps({"schema": "article", "version": 1, "id": "x"})),
]


async def test_foreign_records_are_set_aside_and_what_follows_is_read(fresh_topics: str, tmp_path: Path) -> None:
    article = make_article("South Korea broke off trade talks with Chile on Thursday, its foreign ministry said.")
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()
    for key, value in FOREIGN:
        await producer.send_and_wait(topics.ARTICLES.name, value, key=key, partition=3)
    await producer.send_and_wait(topics.ARTICLES.name, codec.encode(article), key=article.key.encode(), partition=3)
    await producer.stop()
    settings = Settings(kafka_url=fresh_topics, data_dir=str(tmp_path), web_port=0)
    async with running(settings, Roles(worker=True)):
        await until_done(fresh_topics, len(FOREIGN) + 1)
    async with Tail(fresh_topics, [topics.REJECTS.name, topics.FINDINGS.name]) as tail:
        await tail.from_beginning()
        lines = [line async for line in tail.until_end()]
    rejects = [line.record(Reject) for line in lines if line.topic == topics.REJECTS.name]
    assert sorted((r.partition, r.offset) for r in rejects) == [(3, n) for n in range(len(FOREIGN))]
    assert all(r.reason and r.error and r.stage == "reader" for r in rejects)
    found = [line.record(Findings).article.id for line in lines if line.topic == topics.FINDINGS.name]
    assert found == [article.id]
