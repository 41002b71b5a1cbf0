"""Parsing in processes that can be killed: a hostile document costs one worker, never the poller.

`poller.py` awaits `Pool.parse` and `Pool.read_page`; plain rows come back.  Workers start from a clean process
(forkserver), hold at most MEMORY bytes and are replaced after TASKS documents.  Where they are gone altogether, new
ones are made.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from streams import metrics
from streams.feeds.page import Page, read_page
from streams.feeds.parse import parse
from streams.feeds.rows import Document

log = logging.getLogger("poller")

T = TypeVar("T")

TIMEOUT_S = 5.0
MEMORY = 1024 * 1024 * 1024
TASKS = 500
GRACE_S = 5.0  # over a document's turn and time limit: to start a worker, or to end one that resists

_FIRST = b"<rss version='2.0'><channel/></rss>"


class ParseError(Exception):
    """A document that took its worker down; `reason` is `timeout`, `memory` or `crash`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


class KilledError(ParseError):
    """A document whose worker somebody killed: the system short of memory, or an operator."""


class BrokenPoolError(RuntimeError):
    """All processes were lost; new ones stand ready, but this document was not read."""


class Pool:
    """Processes that parse."""

    def __init__(self, workers: int = 2, timeout_s: float = TIMEOUT_S) -> None:
        self._workers = workers
        self._timeout_s = timeout_s
        self._waiting = 0
        self._closed = False
        self._lock = threading.Lock()
        self._processes = self._started()

    async def parse(
        self,
        body: bytes,
        base_url: str = "",
        headers: Mapping[str, str] | None = None,
        lang: str = "",
        zone: str = "",
    ) -> Document:
        """Parse one document, once more where processes were lost that it need not have harmed.

        Raises RefusedError; ParseError where the worker had to be killed; BrokenPoolError where the second trial
        lost the processes too: whether the document can be read is then not known.
        """
        try:
            return await self._run(parse, (body, base_url, dict(headers or {}), lang, zone))
        except (KilledError, BrokenPoolError):
            return await self._run(parse, (body, base_url, dict(headers or {}), lang, zone))

    async def read_page(self, body: bytes, url: str) -> Page:
        """Read an article's page.  Raises ParseError and BrokenPoolError: there is no second trial."""
        return await self._run(read_page, (body, url))

    def close(self) -> None:
        """End the processes at once; blocks for a moment."""
        with self._lock:
            self._closed = True
            _end(self._processes)

    async def _run(self, work: Callable[..., T], given: tuple[object, ...]) -> T:
        processes = self._processes
        try:
            try:
                task = processes.schedule(work, args=given, timeout=self._timeout_s)
            except RuntimeError as error:  # so pebble says that the pool broke before
                raise BrokenProcessPool(str(error)) from error
            return await self._outcome(task)
        except BrokenProcessPool as error:
            await asyncio.to_thread(self._renew, processes, str(error))
            raise BrokenPoolError(f"the parsing processes were lost: {error}") from error
        except PoolTimeout as error:
            raise ParseError("timeout", f"more than {self._timeout_s:g} s") from error
        except MemoryError as error:
            raise ParseError("memory", f"more than {MEMORY} bytes") from error
        except ProcessExpired as error:
            failure = KilledError if error.exitcode == -signal.SIGKILL else ParseError
            raise failure("crash", f"worker ended with {error.exitcode}") from error

    async def _outcome(self, task: Future[T]) -> T:
        """Wait for a document's turn and its time.  Pebble's own time limit begins when a worker takes a document."""
        turns = 1 + self._waiting // self._workers
        patience = turns * (self._timeout_s + GRACE_S)
        self._waiting += 1
        outcome = asyncio.wrap_future(task)
        try:
            await asyncio.wait((outcome,), timeout=patience)
            if not outcome.done():
                raise BrokenProcessPool(f"no worker took a document within {patience:g} s")
            return outcome.result()
        finally:
            self._waiting -= 1
            outcome.cancel()

    def _started(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["streams.feeds.parse", "streams.feeds.page"])
        processes = ProcessPool(max_workers=self._workers, max_tasks=TASKS, initializer=_limit, context=context)
        processes.schedule(parse, args=(_FIRST,))  # starts the processes now, beside whatever else starts
        return processes

    def _renew(self, broken: ProcessPool, error: str) -> None:
        """Put new processes in the place of broken ones, unless somebody did; blocks until they run."""
        with self._lock:
            if self._closed or self._processes is not broken:
                return
            self._processes = self._started()
        metrics.POOLS_RENEWED.inc()
        log.warning("parsing processes were lost and made anew", extra={"error": error})
        # A thread that nobody waits for: a worker that resists takes seconds to end.
        threading.Thread(target=_end, args=(broken,), daemon=True).start()


def _end(processes: ProcessPool) -> None:
    processes.stop()  # type: ignore[no-untyped-call]
    processes.join(timeout=5)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
