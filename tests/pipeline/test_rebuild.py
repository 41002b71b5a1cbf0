"""`demarche rebuild` ends where an undisturbed run ends: after a wrecked table, and after a kill in mid-stream.

On the real broker, by the command itself.  (Issue 10, item 11.)
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from demo_articles import demo_articles
from standing import standing
from wiping import wipe

from agents.alerts import DESKS
from agents.records import Alert, Article, Entry, Incident
from streams import admin, codec, topics
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet, partition_of
from streams.settings import Settings
from streams.tables.look import committed
from streams.tail import Tail, latest

pytestmark = pytest.mark.kafka

PATIENCE_S = 240
Table = dict[str, tuple[bytes, dict[str, int]]]


async def published(url: str) -> list[Article]:
    """Publish the demo's stories on new topics."""
    await wipe(url)
    await admin.apply(url, Settings())
    batch = [*{a.id: a for a in demo_articles(3)}.values()]
    outlet = Outlet(url, Ledger())
    await outlet.start()
    for article in batch:
        await outlet.send(topics.ARTICLES.name, article, article.key)
    await outlet.ledger.settle()
    await outlet.stop()
    return batch


async def demarche(*words: str | Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from streams.cli import main; main()", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip


@contextlib.asynccontextmanager
async def worker(url: str, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a worker and kill it at the end of the block."""
    process = await demarche("worker", "--kafka-url", url, "--data-dir", folder, "--worker-id", "t", "--web-port", "0")
    drained = asyncio.create_task(process.communicate())
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await drained


async def rebuilt(url: str, folder: Path, source: str) -> str:
    """Run the command; give what it says."""
    process = await demarche("rebuild", "--from", source, "--kafka-url", url, "--data-dir", folder)
    said = (await asyncio.wait_for(process.communicate(), PATIENCE_S))[0].decode()
    assert process.returncode == 0, said
    return said


async def ends(url: str) -> dict[TopicPartition, int]:
    """Give the ends of what workers read."""
    consumer = AIOKafkaConsumer(bootstrap_servers=url)
    await consumer.start()
    places = [TopicPartition(t.name, p) for t in (topics.ARTICLES, topics.DELTAS) for p in range(8)]
    found = await consumer.end_offsets(places)
    await consumer.stop()
    return {tp: end for tp, end in found.items() if end}


async def until_done(url: str) -> None:
    """Wait until everything is read, tracked and committed."""
    async with asyncio.timeout(PATIENCE_S):
        while {tp: o for tp, o in (await committed(url)).items() if o} != await ends(url):
            await asyncio.sleep(0.5)


async def table(url: str) -> Table:
    """Give states and fences as recovery would find them; the topic of states must tell the same."""
    found: dict[str, bytes | None] = {}
    states: dict[str, bytes | None] = {}
    for topic, into in ((topics.CHANGELOG, found), (topics.ACTORS.name, states)):
        async with Tail(url, [topic]) as tail:
            await tail.from_beginning()
            async for line in tail.until_end():
                into[line.key] = line.value
    entries = {key: msgspec.json.decode(value, type=Entry) for key, value in found.items() if value}
    assert entries.keys() == {key for key, value in states.items() if value}
    return {key: (msgspec.json.encode(e.state, order="sorted"), e.fences) for key, e in entries.items()}


async def every_alert(url: str) -> list[Alert]:
    """Give all that was sent."""
    async with Tail(url, [topics.alerts_topic(d) for d in DESKS]) as tail:
        await tail.from_beginning()
        return [line.record(Alert) async for line in tail.until_end()]


async def alerts(url: str) -> list[str]:
    """Give the id of every alert that was sent, as often as it was."""
    return sorted(alert.id for alert in await every_alert(url))


async def incidents(url: str) -> dict[str, tuple[object, ...]]:
    """Give what stands in the topic of incidents.

    Without the counts: which heads of articles were kept when an incident was last told hangs on what came between.
    """
    found = await latest(url, topics.INCIDENTS.name, Incident)
    return {key: (i.signal, i.sources, i.targets, i.status, i.day, i.owner) for key, i in found.items()}


async def wreck(url: str, known: Table) -> None:
    """Put nonsense over a third of the table, empty another, and add actors and an incident that never were.

    Half of the incidents are buried; one of long ago is added, which must stay.
    """
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    for number, actor in enumerate([*sorted(known), "ZZZ", "XXX"]):
        value: Any = (b"no entry", None, b'{"state":{"actor_id":"?"},"fences":{"1.0":99999}}')[number % 3]
        for topic in (topics.CHANGELOG, topics.ACTORS.name):
            await producer.send(topic, value, actor.encode(), partition_of(actor, 8))
    there = await latest(url, topics.INCIDENTS.name, Incident)
    some = max(there.values(), key=lambda i: i.at)
    never = msgspec.structs.replace(some, id="never")
    old = msgspec.structs.replace(some, id="old", at=some.at - timedelta(days=3_000))
    gone = {name: (i.owner, None) for name, i in sorted(there.items())[::2] if name != "old"}
    for name, (owner, sent) in (gone | {i.id: (i.owner, codec.encode(i)) for i in (never, old)}).items():
        await producer.send(topics.INCIDENTS.name, sent, name.encode(), partition_of(owner, 8))
    await producer.stop()


async def test_a_wrecked_table_is_made_again_as_it_was(empty_broker: str, tmp_path: Path) -> None:
    batch = await published(empty_broker)
    async with worker(empty_broker, tmp_path):
        await until_done(empty_broker)
    calm, sent, told = await table(empty_broker), await alerts(empty_broker), await incidents(empty_broker)
    assert len(calm) > 50 and len(sent) > 20 and len(told) > 30
    for source in ("articles", "findings"):
        await wreck(empty_broker, calm)
        said = await rebuilt(empty_broker, tmp_path, source)
        assert f"{len(batch)} messages read, 0 refused" in said
        assert await table(empty_broker) == calm, source
        made = await incidents(empty_broker)
        assert made.pop("old") and made == told, source
    assert await alerts(empty_broker) == sent, "what was sent is not sent again"


@pytest.mark.parametrize("source", ["articles", "findings"])
async def test_killed_rebuilt_and_read_on_is_as_undisturbed(empty_broker: str, tmp_path: Path, source: str) -> None:
    await published(empty_broker)
    async with worker(empty_broker, tmp_path):
        await until_done(empty_broker)
    calm, sent = await table(empty_broker), set(standing(await every_alert(empty_broker)))

    await published(empty_broker)
    async with worker(empty_broker, tmp_path), asyncio.timeout(PATIENCE_S):
        while not sum(offset for tp, offset in (await committed(empty_broker)).items()):
            await asyncio.sleep(0.05)
    assert await committed(empty_broker) != await ends(empty_broker), "killed too late: this proves nothing"
    await rebuilt(empty_broker, tmp_path, source)
    async with worker(empty_broker, tmp_path):
        await until_done(empty_broker)
    assert await table(empty_broker) == calm
    assert set(standing(await every_alert(empty_broker))) == sent
