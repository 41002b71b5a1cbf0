"""Where the broker is: at the address given, else wherever the one on this data directory runs just now.

A broker of ours that is stopped and started again may come back on another port.  Called by whoever stays while it
goes: `streams/following.py` for readers, `streams/service.py` for the roles.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from streams.broker.background import running_url
from streams.broker.embedded import answers
from streams.settings import Settings

LOOK_S = 1.0

Where = Callable[[], str]


def whereabouts(settings: Settings) -> Where:
    """Give a question for the broker's address, to be asked again and again; it answers nothing where none runs."""
    if given := settings.kafka_url:
        return lambda: given
    return lambda: running_url(settings)


async def moved(where: Where, url: str) -> str:
    """Wait until the broker answers at another address than this one, and give that; for ever where none does."""
    while True:
        await asyncio.sleep(LOOK_S)
        found = await asyncio.to_thread(where)
        if found and found != url and await answers(found):
            return found
