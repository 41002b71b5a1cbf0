"""Workers as processes of their own on a real broker, and what their group has read: for tests and measurements."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError, NodeNotReadyError

from streams import topics
from streams.settings import Settings

PATIENCE_S = 90.0  # without any progress; the machine may be busy


async def demarche(*words: str | Path, errors: Path | None = None) -> asyncio.subprocess.Process:
    """Start a command of ours; what it says of errors goes to the file named, or to the terminal."""
    told = errors.open("ab") if errors else None
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", "from streams.cli import main; main()", *words,
            stderr=told, env=os.environ | {"NO_COLOR": "1"},
        )  # fmt: skip
    finally:
        if told:
            told.close()


@contextlib.asynccontextmanager
async def worker(
    url: str, folder: Path, name: str = "test", errors: Path | None = None, level: str = "warning"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `demarche worker`; kill it at the end of the block."""
    process = await demarche(
        "worker", "--kafka-url", url, "--data-dir", folder, "--worker-id", name,
        "--web-port", "0", "--log-level", level, errors=errors,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def until_told(errors: Path, word: str, patience_s: float = PATIENCE_S) -> None:
    """Wait until a process has said something.  Raises TimeoutError."""
    async with asyncio.timeout(patience_s):
        while word not in (errors.read_text(encoding="utf-8") if errors.exists() else ""):  # noqa: ASYNC240
            await asyncio.sleep(0.1)


async def ends(url: str, topic: str) -> dict[int, int]:
    """Give the end offset of each partition that holds anything."""
    consumer = AIOKafkaConsumer(bootstrap_servers=url)
    await consumer.start()
    found = await consumer.end_offsets([TopicPartition(topic, p) for p in range(Settings().kafka_partitions)])
    await consumer.stop()
    return {tp.partition: end for tp, end in found.items() if end}


async def committed(url: str, topic: str) -> dict[int, int]:
    """Give the group's committed offsets of a topic; none while the group has no coordinator, or nobody to ask it."""
    client = AIOKafkaAdminClient(bootstrap_servers=url)
    await client.start()
    try:
        offsets = await client.list_consumer_group_offsets(topics.GROUP)
    except (GroupCoordinatorNotAvailableError, NodeNotReadyError):
        return {}
    finally:
        await client.close()
    return {tp.partition: o.offset for tp, o in offsets.items() if tp.topic == topic and o.offset > 0}


async def until_done(url: str, articles: int = 0, patience_s: float = PATIENCE_S) -> None:
    """Wait until everything is read, tracked and committed, and at least so many articles.

    Raises TimeoutError when no commit gets on for so long.
    """
    await until_read(url, articles, patience_s)
    await _until_committed(url, topics.DELTAS.name, 0, patience_s)


async def until_read(url: str, articles: int = 0, patience_s: float = PATIENCE_S) -> None:
    """The same for the articles alone: each of them read, and what was found in them delivered."""
    await _until_committed(url, topics.ARTICLES.name, articles, patience_s)


async def _until_committed(url: str, topic: str, least: int, patience_s: float) -> None:
    before, since = {}, monotonic()
    while True:
        await asyncio.sleep(0.5)
        read, sent = await committed(url, topic), await ends(url, topic)
        if read == sent and sum(sent.values()) >= least:
            return
        if read != before:
            before, since = read, monotonic()
        if monotonic() - since > patience_s:
            raise TimeoutError(f"{topic}: {read} of {sent}, and no commit for {patience_s} s")
