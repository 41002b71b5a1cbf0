"""THE MAP: which agent reads which topic, and where its records go.

    [demarche.articles] ─▶ reader  ─▶ [demarche.findings]
                                   ─▶ [demarche.deltas]   one message a partition and article, keyed by actor
    [demarche.deltas]   ─▶ tracker ─▶ table `actors` ─▶ [demarche.actors]
                                   ─▶ [demarche.incidents]   by the owner of each, on its partition
                                   ─▶ [demarche.alerts.<desk>]
    whatever cannot be used        ─▶ [demarche.rejects]

Nothing is raised out of an agent: Faust would commit over it.  What cannot be delivered ends the process.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from time import time
from typing import Any, get_args

import msgspec
from faust.types import TP

from agents.alerts import DESKS, desks_of
from agents.clipping import clipped
from agents.extraction.backend import Backend
from agents.identity import digest
from agents.judging import Gone
from agents.lexicon import Lexicon
from agents.limits import DELTAS_WEIGHT, OUTBOX, RAISED
from agents.reader import Reader
from agents.records import (
    ActorState,
    Alert,
    Article,
    Delta,
    Deltas,
    Findings,
    Incident,
    Record,
    Reject,
    Severity,
)
from agents.tracker import Tracker
from streams import codec, metrics, topics
from streams.engine.app import make_app
from streams.engine.consumer import fail_stop
from streams.engine.inlet import Inlet
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet, TooLargeError, partition_of
from streams.engine.table import Entries
from streams.engine.writeback import WriteBack
from streams.settings import Settings
from streams.tables.basis import EXIT_MISFIT, MisfitError
from streams.tables.fences import examine

log = logging.getLogger("flow")

FLUSH_S = 1.0  # how far the topics of states and incidents may be behind the table
BEAT_S = 1.0
AT_ONCE = 20  # entries of a recovered table that are looked into before anything else runs
REPLAYED_S = 86_400.0  # an alert this late is of a replay, whose rows say when they were fetched: no delay of ours
ALERTS_OUT = 32  # alerts sent since the last early commit ...
ACTORS_ALERTS_OUT = OUTBOX - RAISED  # ... and those of one actor: its outbox must take what the next article raises


class Flow:
    """The pipeline of one worker: a Faust app, its table and outlet; `backend` finds the names, None is our rules."""

    def __init__(self, settings: Settings, lexicon: Lexicon, backend: Backend | None = None) -> None:
        self.settings = settings
        self.ledger = Ledger(on_failure=fail_stop)
        self.outlet = Outlet(settings.kafka_url, self.ledger)
        self.app = make_app(settings, self.ledger)
        self._alerts_out = Counter[str]()
        self.reader = Reader(lexicon, settings.reading_max_chars, backend)
        # bytes on both sides: Faust then neither encodes nor decodes (its `schema=` is ignored for tables).
        self.table = self.app.Table(
            topics.TABLE, key_type=bytes, value_type=bytes, partitions=settings.kafka_partitions
        )
        self.table.on_recover(self._examine)
        entries = Entries(self.table)
        self.tracker = Tracker(
            entries,
            lexicon.alerts,
            timedelta(days=settings.alerts_max_age_days),
            lambda actor: partition_of(actor, settings.kafka_partitions),
        )
        self.writeback = WriteBack(entries, self.outlet, settings.kafka_partitions, fail_stop)
        self.ledger.before_settling = self.writeback.flush
        self._tasks: list[asyncio.Task[None]] = []
        for desk in DESKS:  # a counter that first appears at 1 is lost to `increase()`
            for severity in get_args(Severity):
                metrics.ALERTS.labels(desk, severity)
        metrics.TABLE_ENTRIES.set_function(lambda: len(entries))
        self.app.agent(self._source(topics.ARTICLES), name="reader")(self.read)
        self.app.agent(self._source(topics.DELTAS), name="tracker")(self.track)

    def _source(self, topic: topics.Topic) -> Any:
        return self.app.topic(
            topic.name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
        )

    async def start(self) -> None:
        """Connect, recover the table, and begin to read."""
        os.makedirs(self.app.conf.datadir, exist_ok=True)  # Faust would not make the folders above it
        self._tasks = [asyncio.create_task(self._guarded(self._beating()))]
        await self.outlet.start()
        await self.app.start()
        self._tasks.append(asyncio.create_task(self._guarded(self._flushing())))

    async def stop(self) -> None:
        """Finish what is being read, commit, disconnect."""
        await self.app.stop()
        for task in self._tasks:
            task.cancel()
        await self.outlet.stop()

    async def _examine(self) -> None:
        """Look through the recovered table before anything is read; Faust would pass over what is raised here."""
        consumer: Any = self.app.consumer
        places = [TP(topics.ARTICLES.name, p) for p in range(self.settings.kafka_partitions)]
        try:
            ends = {tp.partition: end for tp, end in (await consumer.highwaters(*places)).items()}
            await examine(self.table.data, self.settings.kafka_generation, ends)
            for count, key in enumerate(list(self.table.data)):
                self.tracker.prime(key.decode())
                if count % AT_ONCE == 0:
                    await asyncio.sleep(0)
        except MisfitError as error:
            fail_stop(str(error), EXIT_MISFIT)
        except Exception as error:
            if not self.app.should_stop:  # else nothing is read any more
                log.exception("the recovered table could not be looked through")
                fail_stop(f"{type(error).__name__}: {error}")

    async def _beating(self) -> None:
        while True:
            self.writeback.beat()
            await asyncio.sleep(BEAT_S)

    async def _flushing(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_S)
            await self.writeback.flush()

    async def read(self, stream: Any) -> None:
        """Wire the agent `reader`: articles in; findings, deltas and rejects out."""
        inlet = Inlet(stream, Article, "reader", self.set_aside)
        await self._guarded(self._read(inlet))

    async def _read(self, inlet: Inlet[Article]) -> None:
        async for found in self.reader.read(inlet):
            place = {"lane": f"{self.settings.kafka_generation}.{inlet.lane}", "position": inlet.position}
            match found:
                case Findings():
                    await self._send(topics.FINDINGS.name, msgspec.structs.replace(found, **place), found.key)
                    _count(found)
                case Deltas():
                    for group in grouped(found, self.settings.kafka_partitions):
                        await self._send(topics.DELTAS.name, msgspec.structs.replace(group, **place), group.key)
                    for partition in unnamed(found, self.settings.kafka_partitions):
                        empty = msgspec.structs.replace(found, deltas=(), **place)
                        await self.outlet.send_bytes(topics.DELTAS.name, codec.encode(empty), empty.key, partition)
                case Reject():
                    await self.set_aside(found)

    async def track(self, stream: Any) -> None:
        """Wire the agent `tracker`: deltas in; states, incidents, alerts and rejects out."""
        inlet = Inlet(stream, Deltas, "tracker", self.set_aside)
        await self._guarded(self._track(inlet))

    async def _track(self, inlet: Inlet[Deltas]) -> None:
        async for found in self.tracker.track(self._placed(inlet)):
            match found:
                case ActorState() | Incident() | Gone():
                    self.writeback.hold(found)
                case Alert():
                    # Its outbox first: an alert must not stand in Kafka that a crash could make us forget.
                    await self.writeback.flush_entry(found.actor_id)
                    for desk in desks_of(found):
                        await self._send(topics.alerts_topic(desk), found, found.key)
                    self._alerts_out[found.actor_id] += 1
                    metrics.ALERTS.labels(found.desk, found.severity).inc()
                    late = time() - found.fetched_at.timestamp()
                    if late < REPLAYED_S:
                        metrics.PIPELINE_SECONDS.observe(max(0.0, late))
                case Reject():
                    await self.set_aside(found)

    async def _placed(self, inlet: Inlet[Deltas]) -> AsyncIterator[Deltas]:
        """Say of each message where it stands and what is committed; commit early when many alerts are out.

        An alert stays in its actor's outbox until then, and an outbox must fit into a table entry.
        """
        consumer: Any = self.app.consumer
        async for message in inlet:
            if self._many_alerts_out() and await consumer.commit():
                self._alerts_out.clear()
            tp = TP(topics.DELTAS.name, inlet.lane)
            settled = consumer.committed(tp) or 0
            here = {"partition": inlet.lane, "place": inlet.position}
            yield msgspec.structs.replace(message, **here, settled=settled)

    def _many_alerts_out(self) -> bool:
        out = self._alerts_out
        return out.total() >= ALERTS_OUT or max(out.values(), default=0) >= ACTORS_ALERTS_OUT

    async def set_aside(self, reject: Reject) -> None:
        """Publish a reject, log it and count it; the stream goes on."""
        reject = clipped(reject)
        metrics.REJECTED.labels(reject.stage, reject.reason).inc()
        log.warning(
            "record set aside",
            extra={"stage": reject.stage, "reason": reject.reason, "record": reject.record_id, "offset": reject.offset},
        )
        await self._send(topics.REJECTS.name, reject, reject.key)

    async def _send(self, topic: str, record: Record, key: str) -> None:
        try:
            await self.outlet.send(topic, record, key)
        except TooLargeError as error:  # ending the process would end it again at every restart
            await self.set_aside(
                Reject(
                    id=digest("outlet", topic, key),
                    stage="outlet",
                    reason="too-large",
                    error=str(error),
                    topic=topic,
                    record_id=key,
                )
            )

    async def _guarded(self, work: Any) -> None:
        try:
            await work
        except Exception as error:
            log.exception("an agent could not go on")
            fail_stop(f"{type(error).__name__}: {error}")


def grouped(deltas: Deltas, partitions: int) -> list[Deltas]:
    """Split the deltas of an article into one message for each partition, in the order of the partitions.

    The first actor's key puts a message on its partition, where all the others belong too.  Only an article that says
    very much of very many has two messages for one, since each must fit whatever its words fill.
    """
    groups: dict[int, list[Delta]] = {}
    for delta in deltas.deltas:
        groups.setdefault(partition_of(delta.actor_id, partitions), []).append(delta)
    messages = []
    for partition in sorted(groups):
        parts = list(_parts(groups[partition]))
        messages += [msgspec.structs.replace(deltas, deltas=part, more=part is not parts[-1]) for part in parts]
    return messages


def unnamed(deltas: Deltas, partitions: int) -> list[int]:
    """Give the partitions on which a revised article names nobody: its former wording may have."""
    if not deltas.article.revised:
        return []
    named = {partition_of(delta.actor_id, partitions) for delta in deltas.deltas}
    return [p for p in range(partitions) if p not in named]


def _parts(group: Sequence[Delta]) -> Iterator[tuple[Delta, ...]]:
    part: list[Delta] = []
    weight = 0
    for delta in group:
        more = 1 + len(delta.quotes) + len(delta.deeds)
        if part and weight + more > DELTAS_WEIGHT:
            yield tuple(part)
            part, weight = [], 0
        part.append(delta)
        weight += more
    yield tuple(part)


def _count(findings: Findings) -> None:
    metrics.FINDINGS.labels("mention").inc(len(findings.mentions))
    metrics.FINDINGS.labels("quote").inc(len(findings.quotes))
    metrics.FINDINGS.labels("signal").inc(len(findings.signals))
    if findings.cuts:
        for kind, number in findings.cuts.items():
            metrics.CUTS.labels(kind).inc(number)
        extra = {"article": findings.article.id, "url": findings.article.url, "cuts": findings.cuts}
        log.warning("an article has sentences, runs or lists too large to be read whole", extra=extra)
    if findings.left_out:
        for kind, number in findings.left_out.items():
            metrics.LEFT_OUT.labels(kind).inc(number)
        extra = {"article": findings.article.id, "url": findings.article.url, "left_out": findings.left_out}
        log.warning("an article says more than a message can hold", extra=extra)
