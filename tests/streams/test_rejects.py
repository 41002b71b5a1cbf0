"""What is no record of its topic is published once, with place and bytes; what could not be told is told again."""

from __future__ import annotations

import asyncio
import base64

import pytest

from agents.records import Record, Reject
from streams import metrics, topics
from streams.codec import CodecError
from streams.rejects import RAW_BYTES, Rejects, publish_once, reject_at
from streams.tail import Tail

ERROR = CodecError("not-json", "unexpected character")


def test_a_reject_says_where_it_stood_and_fits_into_a_message() -> None:
    reject = reject_at("page", "demarche.actors", 3, 17, b"x" * 1_000_000, ERROR)
    assert (reject.stage, reject.reason) == ("page", "not-json")
    assert (reject.topic, reject.partition, reject.offset) == ("demarche.actors", 3, 17)
    assert len(base64.b64decode(reject.raw)) == RAW_BYTES
    assert reject.id == reject_at("page", "demarche.actors", 3, 17, None, ERROR).id
    assert len(reject_at("page", "t", 0, 0, None, CodecError("invalid", "e" * 9_000)).error) == 2_000


async def test_each_message_is_told_once_and_again_only_where_that_failed() -> None:
    published: list[Record] = []
    away = True

    async def publish(topic: str, record: Record) -> None:
        assert topic == topics.REJECTS.name
        if away:
            raise ConnectionError("Kafka is away")
        published.append(record)

    rejects = Rejects("page", publish)
    counted = metrics.REJECTED.labels("page", "not-json")._value.get()
    with pytest.raises(ConnectionError):
        await rejects.tell("t", 0, 1, b"x", ERROR)
    away = False
    for offset in (1, 1, 2):
        await rejects.tell("t", 0, offset, b"x", ERROR)
    assert [r.offset for r in published if isinstance(r, Reject)] == [1, 2]
    assert metrics.REJECTED.labels("page", "not-json")._value.get() == counted + 2


@pytest.mark.kafka
async def test_a_process_that_only_reads_can_tell(fresh_topics: str) -> None:
    rejects = Rejects("page", lambda topic, record: publish_once(fresh_topics, topic, record))
    await asyncio.wait_for(rejects.tell("demarche.actors", 0, 1, b"x", ERROR), 20)
    async with Tail(fresh_topics, [topics.REJECTS.name]) as tail:
        await tail.from_beginning()
        assert [line.record(Reject).offset async for line in tail.until_end()] == [1]
