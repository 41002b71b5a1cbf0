"""Parsing in processes that can be killed: a hostile document costs one worker, never the poller.

`poller.py` awaits `Pool.parse`; plain rows come back.  Workers start from a clean process (forkserver), hold at most
MEMORY bytes and are replaced after TASKS documents.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
from collections.abc import Mapping
from concurrent.futures import TimeoutError as PoolTimeout

from pebble import ProcessExpired, ProcessPool

from streams.feeds.parse import parse
from streams.feeds.rows import Document

TIMEOUT_S = 5.0
MEMORY = 1024 * 1024 * 1024
TASKS = 500

_FIRST = b"<rss version='2.0'><channel/></rss>"


class ParseError(Exception):
    """A document that took its worker down; `reason` is `timeout`, `memory` or `crash`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


class Pool:
    """Processes that parse."""

    def __init__(self, workers: int = 2, timeout_s: float = TIMEOUT_S) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["streams.feeds.parse"])
        self._timeout_s = timeout_s
        self._pool = ProcessPool(max_workers=workers, max_tasks=TASKS, initializer=_limit, context=context)
        self._pool.schedule(parse, args=(_FIRST,))  # starts the processes now, beside whatever else starts

    async def parse(self, body: bytes, base_url: str = "", headers: Mapping[str, str] | None = None) -> Document:
        """Parse one document.  Raises RefusedError, or ParseError where the worker had to be killed."""
        task = self._pool.schedule(parse, args=(body, base_url, dict(headers or {})), timeout=self._timeout_s)
        try:
            document: Document = await asyncio.wrap_future(task)
        except PoolTimeout as error:
            raise ParseError("timeout", f"more than {self._timeout_s:g} s") from error
        except MemoryError as error:
            raise ParseError("memory", f"more than {MEMORY} bytes") from error
        except ProcessExpired as error:
            raise ParseError("crash", f"worker ended with {error.exitcode}") from error
        return document

    def close(self) -> None:
        """End the processes at once; blocks for a moment."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join(timeout=5)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
