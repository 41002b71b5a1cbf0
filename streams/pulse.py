"""Whether Kafka answers: the part of a process's health that all roles share.

Started by `streams/service.py` before every other part.
"""

from __future__ import annotations

import asyncio
import logging
from time import monotonic

from aiokafka.client import AIOKafkaClient

from streams.health import Health

log = logging.getLogger("service")

BEAT_S = 2.0
SILENT_S = 10.0  # without an answer of Kafka's for this long nobody is ready
STALLED_S = 60.0  # and for this long a restart may help: it asks for the addresses anew


class Pulse:
    """Asks Kafka for its metadata every two seconds and remembers when it answered."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._heard = monotonic()
        self._client: AIOKafkaClient | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect and begin to ask.  Raises aiokafka's errors where nobody answers."""
        self._client = AIOKafkaClient(bootstrap_servers=self._url)
        await self._client.bootstrap()
        self._task = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Stop asking and disconnect."""
        if self._task is not None:
            self._task.cancel()
        if self._client is not None:
            closing = asyncio.create_task(self._client.close())  # without Kafka it may wait long
            await asyncio.wait((closing,), timeout=BEAT_S)

    @property
    def ready(self) -> Health:
        """Well while Kafka answers."""
        return self._word(SILENT_S, "ready")

    @property
    def live(self) -> Health:
        """Not well when Kafka has been silent for a minute."""
        return self._word(STALLED_S, "live")

    def _word(self, most_s: float, well: str) -> Health:
        silent = monotonic() - self._heard
        return Health(True, well) if silent < most_s else Health(False, f"Kafka has not answered for {silent:.0f} s")

    async def _beat(self) -> None:
        assert self._client is not None
        while True:
            try:
                async with asyncio.timeout(SILENT_S / 2):
                    if await self._client.force_metadata_update():
                        self._heard = monotonic()
            except Exception as error:  # the next beat may be heard
                log.debug("no pulse", extra={"error": repr(error)})
            await asyncio.sleep(BEAT_S)
