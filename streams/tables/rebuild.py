"""Throws the tables away and makes them again from the log: `demarche rebuild`.

Runs alone: no worker may be a member of the group.  What the group has committed is folded again, in memory, and then
takes the place of what the changelog and the topic of states hold; what is unread stays for the workers.  Of incidents
those first told since the log begins are made again, older ones stay: their topic remembers longer.  Alerts that stand
in their topics already are not sent again; those of deltas not yet tracked are, since the deltas are then done.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any, Literal

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError

from agents.extraction.backend import Backend
from agents.judging import Gone
from agents.lexicon import Lexicon
from agents.reader import Reader
from agents.records import Article, Findings
from streams import codec, topics
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet, TooLargeError, partition_of
from streams.engine.writeback import send_incident
from streams.settings import Settings
from streams.tables.basis import Basis, check, now
from streams.tables.folding import NO_LANE, Folding
from streams.tables.look import TIMEOUT_MS, TOGETHER, committed, look, note, noted, reach
from streams.tables.merged import merged
from streams.tail import Tail
from streams.terminal import counted

log = logging.getLogger("rebuild")

Source = Literal["articles", "findings"]
ALONE_S = 20.0  # a worker that was killed is a member for ten more seconds
TOLD_S = 10.0
INCIDENTS_EVERY = 500  # articles after which the incidents that they changed are sent


class WorkersRunError(RuntimeError):
    """Workers are members of the group; says how many."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done: messages read and refused, actors in the table, those gone, alerts that had been waiting."""

    read: int
    refused: int
    actors: int
    gone: int
    alerts: int


class _First(msgspec.Struct):
    """As much of an incident, of any version, as says whether it was told before the log begins."""

    owner: str
    at: datetime


class _Head(msgspec.Struct):
    revision: str = ""


class _Told(msgspec.Struct):
    """As much of a message of deltas, of any version, as is looked at."""

    article: _Head


async def rebuild(
    url: str, settings: Settings, source: Source, lexicon: Lexicon, backend: Backend | None = None
) -> Rebuilt:
    """Make the tables again.  A rebuild that ended half-way is begun anew by the next.

    Raises WorkersRunError, MisfitError where a setting must be changed first, and KafkaError.
    """
    await _until_alone(url)
    seen, known = await look(url), await noted(url)
    check(known, seen, settings.kafka_generation, topics.ARTICLES.name, topics.CHANGELOG, mending=True)
    await note(url, msgspec.structs.replace(known or Basis(table=topics.TABLE), rebuilding=source))
    done = await _Rebuild(url, settings, lexicon, backend).run(source)
    await note(url, now(topics.TABLE, settings.kafka_generation, seen, None))
    return done


class _Rebuild:
    """One run: what is known of the logs at its start, and the table that grows."""

    def __init__(self, url: str, settings: Settings, lexicon: Lexicon, backend: Backend | None) -> None:
        self._url = url
        self._settings = settings
        self._reader = Reader(lexicon, settings.reading_max_chars, backend)
        self._outlet = Outlet(url, Ledger())
        self._pending: set[tuple[int, str]] = set()
        self._folding = Folding(lexicon, self._awaited)
        self._alerts = 0
        self._incidents: set[str] = set()
        self._begin: datetime | None = None

    async def run(self, source: Source) -> Rebuilt:
        done = await committed(self._url)
        _, ends = await reach(self._url, TOGETHER)
        self._read_to = {tp.partition: done.get(tp, 0) for tp in ends if tp.topic == topics.ARTICLES.name}
        deltas = {tp: end for tp, end in ends.items() if tp.topic == topics.DELTAS.name}
        self._pending = await self._untracked(deltas, done)
        await self._outlet.start()
        try:
            read = await (self._from_articles() if source == "articles" else self._from_findings(ends))
            actors, gone = await self._write()
            await self._write_incidents()
            await self._outlet.ledger.settle()
        finally:
            await self._outlet.stop()
        await _commit(self._url, deltas)
        return Rebuilt(read, self._folding.refused, actors, gone, self._alerts)

    def _awaited(self, actor: str, revision: str) -> bool:
        return bool(self._pending) and (self._partition(actor), revision) in self._pending

    def _partition(self, actor: str) -> int:
        return partition_of(actor, self._settings.kafka_partitions)

    async def _untracked(
        self, ends: dict[TopicPartition, int], done: dict[TopicPartition, int]
    ) -> set[tuple[int, str]]:
        """Name partition and revision of the deltas that were sent and never surely tracked.

        What stands there twice, before and behind the commit, was tracked.
        """
        if all(done.get(tp, 0) >= end for tp, end in ends.items()):
            return set()
        before: set[tuple[int, str]] = set()
        behind: set[tuple[int, str]] = set()
        marks = {tp.partition: done.get(tp, 0) for tp in ends}
        async for message in merged(self._url, topics.DELTAS.name, {tp.partition: end for tp, end in ends.items()}):
            try:
                told = msgspec.json.decode(message.value or b"", type=_Told)
            except msgspec.DecodeError:
                continue
            side = before if message.offset < marks[message.partition] else behind
            side.add((message.partition, told.article.revision))
        return behind - before

    async def _from_articles(self) -> int:
        read = 0
        async for message in _told(merged(self._url, topics.ARTICLES.name, self._read_to), sum(self._read_to.values())):
            read += 1
            try:
                findings, _ = self._reader.read_one(codec.decode(message.value, Article))
            except Exception as error:  # it was set aside when it was first read
                self._refuse(message, error)
                continue
            await self._fold(findings, f"{self._settings.kafka_generation}.{message.partition}", message.offset)
        return read

    async def _from_findings(self, ends: dict[TopicPartition, int]) -> int:
        _, all_ends = await reach(self._url, [topics.FINDINGS.name])
        until = {tp.partition: end for tp, end in all_ends.items()}
        unread = await self._unread(ends)
        read = 0
        async for message in _told(merged(self._url, topics.FINDINGS.name, until), sum(until.values())):
            read += 1
            try:
                findings = codec.decode(message.value, Findings)
            except codec.CodecError as error:
                self._refuse(message, error)
                continue
            if findings.article.revision not in unread:  # else a worker reads it again, and tells its deltas
                await self._fold(findings, *self._place(findings))
        return read

    async def _unread(self, ends: dict[TopicPartition, int]) -> set[str]:
        """Name the revisions of articles that no commit covers."""
        until = {tp.partition: end for tp, end in ends.items() if tp.topic == topics.ARTICLES.name}
        if all(self._read_to[p] >= end for p, end in until.items()):
            return set()
        found: set[str] = set()
        async for message in merged(self._url, topics.ARTICLES.name, until):
            if message.offset >= self._read_to[message.partition]:
                with contextlib.suppress(msgspec.DecodeError):
                    found.add(msgspec.json.decode(message.value or b"", type=_Head).revision)
        return found

    def _place(self, findings: Findings) -> tuple[str, int]:
        """Say which fence findings leave: none where they stand beyond what is read of the log as it is now."""
        generation, _, partition = findings.lane.partition(".")
        if generation == str(self._settings.kafka_generation):
            known = self._read_to.get(int(partition), 0) if partition.isdecimal() else 0
            if findings.position >= known:
                return NO_LANE, 0
        return findings.lane, findings.position

    async def _fold(self, findings: Findings, lane: str, position: int) -> None:
        fetched = findings.article.fetched_at
        self._begin = min(self._begin or fetched, fetched)
        for alert in self._folding.findings(findings, lane, position):
            self._alerts += 1
            await self._outlet.send(topics.alerts_topic(alert.desk), alert, alert.key)
        if self._folding.folded % INCIDENTS_EVERY == 0:
            await self._tell_incidents()

    async def _tell_incidents(self) -> None:
        for found in self._folding.changed():
            (self._incidents.discard if isinstance(found, Gone) else self._incidents.add)(found.id)
            await send_incident(self._outlet, found, self._settings.kafka_partitions)

    async def _write_incidents(self) -> None:
        """Send the last of the incidents, and bury those of the same days that were not made again."""
        there: dict[str, _First] = {}
        async with Tail(self._url, [topics.INCIDENTS.name]) as tail:
            await tail.from_beginning()
            async for line in tail.until_end():
                there.pop(line.key, None)
                if line.value is not None:
                    with contextlib.suppress(msgspec.DecodeError):
                        there[line.key] = msgspec.json.decode(line.value, type=_First)
        await self._tell_incidents()
        for name, first in there.items():
            if name not in self._incidents and self._begin is not None and first.at >= self._begin:
                await send_incident(self._outlet, Gone(name, first.owner), self._settings.kafka_partitions)

    def _refuse(self, message: Any, error: Exception) -> None:
        self._folding.refused += 1
        place = f"{message.topic}-{message.partition}:{message.offset}"
        log.warning("record passed over", extra={"place": place, "error": str(error)[:500]})

    async def _write(self) -> tuple[int, int]:
        """Put the table in the place of what is there; say how many actors it has, and how many went."""
        there = {topic: await _keys(self._url, topic) for topic in (topics.CHANGELOG, topics.ACTORS.name)}
        written: set[str] = set()
        for actor, entry, state in self._folding.entries():
            try:
                await self._outlet.send_bytes(topics.CHANGELOG, entry, actor, self._partition(actor))
                await self._outlet.send(topics.ACTORS.name, state, actor)
            except TooLargeError as error:
                log.error("an actor is left out: %s", error)
                continue
            written.add(actor)
        for topic, keys in there.items():
            for actor in keys - written:
                await self._outlet.bury(topic, actor, self._partition(actor))
        return len(written), len(there[topics.CHANGELOG] - written)


async def _told(messages: AsyncIterator[Any], all_of_them: int) -> AsyncIterator[Any]:
    """Pass messages on, and say now and then how far it is."""
    number, told_at = 0, monotonic()
    async for message in messages:
        number += 1
        if monotonic() - told_at > TOLD_S:
            told_at = monotonic()
            log.info("rebuilding", extra={"read": number, "of_at_most": all_of_them})
            await asyncio.sleep(0)
        yield message


async def _keys(url: str, topic: str) -> set[str]:
    """Name the keys that a compacted topic holds."""
    found: set[str] = set()
    async with Tail(url, [topic]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            (found.discard if line.value is None else found.add)(line.key)
    return found


async def _commit(url: str, deltas: dict[TopicPartition, int]) -> None:
    """Note for the group that the deltas are tracked."""
    consumer = AIOKafkaConsumer(bootstrap_servers=url, group_id=topics.GROUP, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign(sorted(deltas))
        await consumer.commit(deltas)
    finally:
        await consumer.stop()


async def _until_alone(url: str) -> None:
    """Wait until nobody is a member of the workers' group.  Raises WorkersRunError."""
    client = AIOKafkaAdminClient(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS)
    await client.start()
    try:
        until = monotonic() + ALONE_S
        while members := await _members(client):
            if monotonic() > until:
                raise WorkersRunError(
                    f"{counted(members, 'member')} of the group {topics.GROUP} {'runs' if members == 1 else 'run'}:"
                    " stop all workers first"
                )
            await asyncio.sleep(0.5)
    finally:
        await client.close()


async def _members(client: AIOKafkaAdminClient) -> int:
    try:
        answers = await client.describe_consumer_groups([topics.GROUP])
    except GroupCoordinatorNotAvailableError:  # no group has ever been here
        return 0
    return sum(len(group["members"]) for answer in answers for group in answer.to_object()["groups"])
