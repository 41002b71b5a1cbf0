"""Runs the roles of one process together: broker, topics, worker, poller, page; stops them in reverse order.

Called by `up`, `worker`, `poll` and `demo`.  SIGINT and SIGTERM stop in good order within ten seconds; what hangs
longer is cut off, because whatever is uncommitted comes again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import uvloop
from aiokafka.errors import KafkaError

from agents.extraction.backend import BackendError
from agents.extraction.choice import chosen
from agents.installation import DISTRIBUTION
from agents.lexicon import load as load_lexicon
from agents.lexicon import with_publishers
from agents.lexicon.errors import LexiconError
from agents.records import Feed
from streams import admin, metrics
from streams.broker import BrokerError, broker_for, mock, running_url
from streams.broker.whereabouts import Where, moved, whereabouts
from streams.feeds.catalogue import CatalogueError
from streams.feeds.poller import Poller
from streams.health import Health, together
from streams.pulse import Pulse
from streams.settings import Settings
from streams.tables.basis import EXIT_MISFIT, MisfitError
from streams.tables.look import take_up
from streams.web.board import Board
from streams.web.page import Page
from streams.worker import NoSlotError, Worker

log = logging.getLogger("service")

STOP_S = 9.0
START_S = 4.0  # a part asked to stop amid its start may take this long to be whole
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_NOT_READY = 3
EXIT_INTERRUPTED = 130  # what shells say of a Ctrl-C
ANEW = -1  # no status: the process goes on as a new one


class BrokerMovedError(RuntimeError):
    """The broker came back at another address; says where."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which parts run in this process.  Without `broker`, one must be given or be running."""

    broker: bool = False
    poller: bool = False
    worker: bool = False
    page: bool = False  # without it, only metrics and health are served


@dataclass(frozen=True, slots=True)
class Running:
    """What runs: its settings (with the broker's address filled in) and its parts."""

    settings: Settings
    worker: Worker | None
    poller: Poller | None
    page: Page
    where: Where  # the broker is


class Starting:
    """What is not there yet: a process is not ready before all its parts are started."""

    ready = Health(False, "starting")
    live = Health(True, "live")


@asynccontextmanager
async def running(settings: Settings, roles: Roles, feeds: Sequence[Feed] | None = None) -> AsyncIterator[Running]:
    """Start the roles, in order, and stop them in reverse; poll the feeds given, else those of the settings.

    Raises BrokerError where no broker can be had, BackendError for a `reading.names` or `reading.tags` that cannot
    be had, MisfitError where the table does not fit to what stands in the cluster.
    """
    backend = chosen(settings.reading_names, settings.reading_tags) if roles.worker else None
    where = whereabouts(settings)
    async with AsyncExitStack() as stack:
        if not roles.broker and not (settings.kafka_url or running_url(settings)):
            raise BrokerError(
                "no-broker", "no broker is given and none runs here", "give --kafka-url, or `demarche broker start`"
            )
        url = await stack.enter_async_context(broker_for(settings))
        settings = replace(settings, kafka_url=url)
        is_mock = (await admin.cluster(url)).is_mock
        if is_mock:  # it makes topics by itself, and only with its own count of partitions
            settings = replace(settings, kafka_partitions=mock.PARTITIONS)
        await admin.ready(url, settings)
        pulse = Pulse(url)
        await _start(stack, pulse)
        worker = poller = None
        if roles.worker:
            if not is_mock:  # which keeps nothing that could have changed
                await take_up(url, settings)
            lexicon = with_publishers(load_lexicon(), settings.reading_publishers)
            metrics.BUILD.labels(version(DISTRIBUTION), lexicon.version).set(1)
            worker = Worker(settings, lexicon, backend)
            stack.callback(worker.slot.release)
        watched: list[Worker | Poller | Board | Pulse | Starting] = [worker] if worker else []
        watched += [starting := Starting(), pulse]  # the worker first: it says best how far it is
        page = Page(
            settings,
            ready=lambda: together((part.ready for part in watched), "ready"),
            live=lambda: together((part.live for part in watched), "live"),
            alerts=roles.page,
            where=where,
        )
        await _start(stack, page)  # before the worker: to recover a large table takes a while, and somebody may ask
        if worker:
            await _start(stack, worker)
        if roles.poller:
            poller = Poller(settings, feeds)
            await _start(stack, poller)
            watched.append(poller)
        if roles.page:
            watched.append(page.board)
        watched.remove(starting)
        yield Running(settings, worker, poller, page, where)


async def _start(stack: AsyncExitStack, part: Worker | Poller | Page | Pulse) -> None:
    """Start a part whole: Faust that is cancelled amid its start neither runs nor ends."""
    start = asyncio.create_task(part.start())
    try:
        await asyncio.shield(start)
    except asyncio.CancelledError:
        await asyncio.wait([start], timeout=START_S)
        if start.done() and not start.cancelled() and start.exception() is None:
            await part.stop()
        start.cancel()
        raise
    stack.push_async_callback(part.stop)


def run(settings: Settings, roles: Roles, announce: Callable[[Running], None] | None = None) -> int:
    """Run the roles until a signal or a failure; give the exit status."""
    status = uvloop.run(_run(settings, roles, announce or _announce))
    if status == ANEW:
        start_anew()
    return status


# What may end a run, in the words of its log line, and the exit status that says it.  The first that fits counts.
_ENDINGS: tuple[tuple[tuple[type[Exception], ...], str, int], ...] = (
    ((BrokerError,), "no broker: ", EXIT_NOT_READY),
    ((admin.PartitionsError,), "cannot start: ", EXIT_USAGE),
    ((admin.AdminError, KafkaError), "the broker does not answer as it should: ", EXIT_NOT_READY),
    ((OSError, NoSlotError, CatalogueError, LexiconError), "cannot start: ", EXIT_FAILED),  # a port, a file
    ((BackendError,), "cannot start: ", EXIT_USAGE),
    ((MisfitError,), "table and log do not fit together: ", EXIT_MISFIT),
)


async def _run(settings: Settings, roles: Roles, announce: Callable[[Running], None]) -> int:
    try:
        return await _life(settings, roles, announce)
    except tuple(kind for kinds, _, _ in _ENDINGS for kind in kinds) as error:
        told, status = next((told, status) for kinds, told, status in _ENDINGS if isinstance(error, kinds))
        log.error("%s%s", told, error)
        return status


async def _life(settings: Settings, roles: Roles, announce: Callable[[Running], None]) -> int:
    stop, body, started = asyncio.Event(), asyncio.current_task(), False
    assert body is not None

    def give_up_start() -> None:
        if not started:
            log.info("stopping amid the start")
            cut_off_after(STOP_S)
            body.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, _asked_to_stop, stop, give_up_start)
    try:
        async with running(settings, roles) as parts:
            started = True
            announce(parts)
            return await _until_end(stop, parts)
    except asyncio.CancelledError:
        if started or not stop.is_set():
            raise
        body.uncancel()
        return 0


async def _until_end(stop: asyncio.Event, parts: Running) -> int:
    try:
        reason = await _until(stop, parts)
    except asyncio.CancelledError:  # the embedded broker died: Faust would wait for it without end
        cut_off_after(STOP_S)
        raise
    log.info("stopping", extra={"reason": str(reason) if reason else "asked to"})
    if isinstance(reason, BrokerMovedError):
        after(STOP_S, start_anew)
        return ANEW
    cut_off_after(STOP_S)
    return EXIT_FAILED if reason else 0


def _asked_to_stop(stop: asyncio.Event, give_up_start: Callable[[], None]) -> None:
    if stop.is_set():  # asked twice: at once
        os._exit(EXIT_FAILED)
    stop.set()
    give_up_start()


async def _until(stop: asyncio.Event, parts: Running) -> BaseException | None:
    """Wait for a stop (None), for the worker to fail (its reason), or for the broker to come back elsewhere."""
    asked = asyncio.create_task(stop.wait())
    waits: list[asyncio.Task[Any]] = [asked]
    if parts.worker:
        waits.append(asyncio.create_task(parts.worker.failed()))
    moving = asyncio.create_task(moved(parts.where, parts.settings.kafka_url))
    waits.append(moving)
    done, left = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    if asked in done:
        return None
    if moving in done:
        return BrokerMovedError(f"the broker has moved to {moving.result()}")
    reason = done.pop().result()
    return reason if isinstance(reason, BaseException) else RuntimeError(str(reason))


def cut_off_after(seconds: float, status: int = EXIT_FAILED) -> None:
    """End the process by force if it has not stopped in time; at-least-once makes that safe."""
    after(seconds, lambda: os._exit(status))


def after(seconds: float, act: Callable[[], None]) -> None:
    """Act in a thread, whatever the event loop is waiting for."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


def start_anew() -> None:
    """Replace this process by a new one of the same command: neither Faust nor a producer can be told a new address."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _announce(parts: Running) -> None:
    log.info("running", extra={"broker": parts.settings.kafka_url, "page": parts.page.url})
