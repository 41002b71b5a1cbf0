"""Follows topics for as long as somebody wants to, over the end of a broker that comes back at another address.

Called by `demarche watch` and the page's board.  What was read is not read again, and what came meanwhile is not left
out: places are kept by partition and offset.  Raises what `Tail` raises until it has once begun; then it tries again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from streams.broker.whereabouts import Where, moved
from streams.tail import Line, Place, Tail

log = logging.getLogger("tail")

RETRY_S = 1.0


async def followed(
    where: Where, topics: Sequence[str], begin: Callable[[Tail], Awaitable[None]]
) -> AsyncIterator[Line | None]:
    """Yield messages as they come, for ever.  `begin` puts a new tail where reading shall start.

    None among the lines says: all that was there at the beginning has been given.
    """
    url, places, ends = where(), dict[Place, int](), dict[Place, int]()
    while True:
        moving = asyncio.create_task(moved(where, url))
        try:
            async with Tail(url, topics) as tail:
                if places:
                    await tail.resume(places)
                else:
                    await begin(tail)
                    places, ends = await tail.places(), await tail.ends()
                while not moving.done():
                    if ends and all(places.get(at, 0) >= end for at, end in ends.items()):
                        ends = {}
                        yield None
                    for line in await tail.some():
                        places[line.topic, line.partition] = line.offset + 1
                        yield line
            url = moving.result()
            log.info("the broker has moved", extra={"to": url})
        except Exception as error:
            if not places:
                raise
            log.warning("following stopped, trying again", extra={"error": f"{type(error).__name__}: {error}"})
            await asyncio.sleep(RETRY_S)
            url = await asyncio.to_thread(where) or url
        finally:
            moving.cancel()
