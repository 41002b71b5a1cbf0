"""The embedded Apache Kafka: one KRaft node, started, awaited and stopped by this program.

Used as `async with EmbeddedBroker(settings) as broker: broker.url`; nothing in it blocks the event loop.  A broker dies
with the process that started it, unless it is `detached`.  Refuses a data directory that another broker holds.
"""

from __future__ import annotations

import asyncio
import errno
import os
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams.broker.claim import Claim, Holder, Process
from streams.broker.errors import BrokerError, Code, from_log
from streams.broker.home import Home
from streams.broker.install import cache_dir, install
from streams.broker.java import find_java
from streams.broker.jvm import Jvm
from streams.broker.ports import free_ports
from streams.broker.properties import server_properties
from streams.settings import Settings

READY_S = 60.0  # twelve seconds were seen for the recovery of 1.2 GB of logs after a kill -9
STOP_S = 20.0
_TRIES = 3  # a free port may be taken by somebody else between our look and Kafka's


class EmbeddedBroker:
    """One Kafka on this machine."""

    def __init__(self, settings: Settings, *, detached: bool = False, cache: Path | None = None) -> None:
        self.home = Home.of(settings)
        self.url = ""
        self._settings = settings
        self._detached = detached
        self._cache = cache_dir() if cache is None else cache
        self._claim = Claim(self.home.folder)
        self._jvm: Jvm | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._log_from = 0  # what an earlier broker said is not why this one failed

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def pid(self) -> int | None:
        """Give the process id of the broker while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    async def start(self, ready_s: float = READY_S) -> None:
        """Start the broker and return when it answers metadata.

        Fetches the jars first if they are not there.  Raises BrokerError; nothing is left running then.
        """
        if self._process is not None:
            return
        jvm = self._jvm = await asyncio.to_thread(self._prepare)
        try:
            for attempt in range(1, _TRIES + 1):
                self._launch(jvm)
                try:
                    await self._until_ready(time.monotonic() + ready_s)
                    return
                except BrokerError as error:
                    await self._end()
                    if error.code != "port-taken" or self._settings.broker_port or attempt == _TRIES:
                        raise
        except BaseException:
            await self._finish()
            raise

    async def stop(self) -> None:
        """Stop the broker in good order, by force after 20 s; return when it is gone.

        A detached one is left running.
        """
        if self._detached and self.pid is not None:
            self._process = None
            self._claim.release(forget=False)
        else:
            await self._finish()

    def failure(self) -> BrokerError | None:
        """Tell why the broker went away by itself, or None while it runs."""
        if self._process is None or (exit_code := self._process.poll()) is None:
            return None
        return from_log(self.home.log_since(self._log_from), exit_code, str(self.home.log))

    async def gone(self) -> BrokerError:
        """Wait until the broker goes away by itself and tell why."""
        while (failure := self.failure()) is None:  # noqa: ASYNC110  # a plain process tells no event loop
            await asyncio.sleep(0.5)
        return failure

    def _prepare(self) -> Jvm:
        """Do everything that blocks: jars, Java, lock, format."""
        jvm = Jvm(find_java(), install(self._cache), self._cache)
        try:
            self.home.folder.mkdir(parents=True, exist_ok=True)
            self._claim.take()
            self._claim.name(Holder(owner=Process.of(os.getpid())))
            self.home.demand_room()
            jvm.format(self.home.data)
            self.home.turn_log()
        except BrokerError:
            self._claim.release()
            raise
        except OSError as error:
            self._claim.release()
            code: Code = "disk-full" if error.errno == errno.ENOSPC else "data-dir-unusable"
            raise BrokerError(code, f"{self.home.folder}: {error}", "set another data.dir") from error
        return jvm

    def _launch(self, jvm: Jvm) -> None:
        port, controller = free_ports(self._settings.broker_port)
        self.home.properties.write_text(server_properties(self.home.data, port, controller), encoding="utf-8")
        self._log_from = self.home.log_size()
        parent = 0 if self._detached else os.getpid()
        self._process = jvm.start(
            self.home.properties, self._settings.broker_heap_mb, self.home.log, parent, self._claim.fd
        )
        self.url = f"127.0.0.1:{port}"
        owner = None if self._detached else Process.of(os.getpid())
        self._claim.name(Holder(self.url, owner, Process.of(self._process.pid)))

    async def _until_ready(self, until: float) -> None:
        while True:
            if (failure := self.failure()) is not None:
                raise failure
            if await answers(self.url):
                return
            if time.monotonic() > until:
                raise BrokerError("not-ready", "the broker does not answer", f"see {self.home.log}")
            await asyncio.sleep(0.02)

    async def _finish(self) -> None:
        await self._end()
        if self._jvm is not None:
            self._jvm.archive.keep(self.home.properties)
        self._claim.release()
        self.url = ""

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
        until = time.monotonic() + STOP_S
        while process.poll() is None:
            if time.monotonic() > until:
                process.kill()
            await asyncio.sleep(0.02)


async def answers(url: str) -> bool:
    """Tell whether a broker at this address answers metadata with itself in it."""
    host, _, port = url.rpartition(":")
    try:
        _, writer = await asyncio.open_connection(host, int(port))
    except OSError:  # asked first, since the admin client logs an error for each try
        return False
    writer.close()
    admin = AIOKafkaAdminClient(bootstrap_servers=url, request_timeout_ms=5000)
    try:
        await admin.start()
        return bool((await admin.describe_cluster())["brokers"])
    except KafkaError:
        return False
    finally:
        await admin.close()
