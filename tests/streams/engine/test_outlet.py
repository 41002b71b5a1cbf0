"""Records out: on the partition every other client puts them on, entered in the ledger, refused where too large."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiokafka.partitioner import DefaultPartitioner
from hypothesis import given
from hypothesis import strategies as st
from makers import make_article

from agents.records import Article
from streams import codec
from streams.engine import outlet as module
from streams.engine.ledger import DeliveryError, Ledger
from streams.engine.outlet import Outlet, TooLargeError, partition_of


@given(st.text(min_size=1), st.integers(1, 64))
def test_partitions_are_those_of_aiokafkas_partitioner(key: str, partitions: int) -> None:
    every = list(range(partitions))
    assert partition_of(key, partitions) == DefaultPartitioner()(key.encode(), every, every)


def test_partitions_are_those_of_the_java_client() -> None:
    """Known values: Kafka's own UtilsTest gives murmur2("21") = -973932308, murmur2("foobar") = -790332482."""
    assert partition_of("21", 8) == (-973932308 & 0x7FFFFFFF) % 8
    assert partition_of("foobar", 1000) == (-790332482 & 0x7FFFFFFF) % 1000


class Producer:
    """As much of aiokafka's producer as the outlet uses."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes, bytes]] = []
        self.deliveries: list[asyncio.Future[Any]] = []
        self.stopped = False

    async def send(self, topic: str, value: bytes, key: bytes, partition: int | None = None) -> asyncio.Future[Any]:
        self.sent.append((topic, value, key))
        self.deliveries.append(asyncio.get_running_loop().create_future())
        return self.deliveries[-1]

    async def stop(self) -> None:
        self.stopped = True


def outlet_with(producer: Producer) -> Outlet:
    outlet = Outlet("nowhere:1", Ledger())
    outlet._producer = producer
    return outlet


async def test_a_send_is_entered_in_the_ledger_until_it_is_delivered() -> None:
    outlet = outlet_with(producer := Producer())
    article = make_article("Some text.")
    await outlet.send("demarche.articles", article, article.key)
    topic, value, key = producer.sent[0]
    assert (topic, codec.decode(value, Article), key) == ("demarche.articles", article, article.id.encode())
    assert len(outlet.ledger) == 1
    producer.deliveries[0].set_result(None)
    await outlet.ledger.settle()
    assert len(outlet.ledger) == 0


async def test_a_failed_delivery_is_known_to_the_ledger() -> None:
    outlet = outlet_with(producer := Producer())
    await outlet.send("t", make_article("x"), "k")
    producer.deliveries[0].set_exception(ConnectionError("gone"))
    with pytest.raises(DeliveryError, match="gone"):
        await outlet.ledger.settle()


async def test_what_no_message_can_hold_is_refused_before_it_is_sent() -> None:
    outlet = outlet_with(producer := Producer())
    with pytest.raises(TooLargeError, match="k for t: 9"):
        await outlet.send("t", make_article("x" * module.MAX_REQUEST_BYTES), "k")
    assert producer.sent == []
    assert len(outlet.ledger) == 0
    room = module.MAX_RECORD_BYTES - len(codec.encode(make_article("")))
    await outlet.send("t", make_article("x" * (room - 100)), "k")
    assert len(producer.sent) == 1


async def test_an_outlet_that_is_not_started_says_so() -> None:
    outlet = Outlet("nowhere:1", Ledger())
    with pytest.raises(RuntimeError, match="not started"):
        await outlet.send("t", make_article("x"), "k")
    await outlet.stop()


async def test_stop_delivers_and_closes_once() -> None:
    outlet = outlet_with(producer := Producer())
    await outlet.stop()
    await outlet.stop()
    assert producer.stopped
    with pytest.raises(RuntimeError):
        await outlet.send("t", make_article("x"), "k")


@pytest.mark.kafka
async def test_the_greatest_record_that_is_let_through_is_taken_by_kafka(fresh_topics: str) -> None:
    outlet = Outlet(fresh_topics, Ledger())
    await outlet.start()
    try:
        room = module.MAX_RECORD_BYTES - len(codec.encode(make_article("")))
        largest = make_article("x" * room, id="a" * 24, revision="b" * 24)
        assert module.MAX_RECORD_BYTES - 60 < len(codec.encode(largest)) <= module.MAX_RECORD_BYTES
        await outlet.send("demarche.articles", largest, "k" * 200)
        await outlet.ledger.settle()
    finally:
        await outlet.stop()
