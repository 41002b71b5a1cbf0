"""Lines of a file or of standard input, for the commands that take one record a line: `read --jsonl` and `replay`.

A line longer than MOST_BYTES is given as None, and is not held in memory; whatever comes behind it is read.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import BinaryIO

MOST_BYTES = 16_000_000  # far above an article; a file without line ends shall not fill the memory
_CHUNK = 65_536


class Cutter:
    """Cuts chunks of bytes into lines."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """Give the lines that end in a chunk, without their ends."""
        *ended, begun = chunk.split(b"\n")
        for piece in ended:
            self._take(piece)
            yield self._line()
        self._take(begun)

    def rest(self) -> Iterator[bytes | None]:
        """Give what stands behind the last line end."""
        if self._size:
            yield self._line()

    def _take(self, piece: bytes) -> None:
        self._size += len(piece)
        self._held = [*self._held, piece] if self._size <= self._most else []

    def _line(self) -> bytes | None:
        line = b"".join(self._held) if self._size <= self._most else None
        self._held, self._size = [], 0
        return line


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Give the lines of a file as they come."""
    cutter, read = Cutter(MOST_BYTES), _reader(file)
    while chunk := read():
        yield from cutter.feed(chunk)
    yield from cutter.rest()


async def arriving(file: BinaryIO) -> AsyncIterator[bytes | None]:
    """The same without holding the event loop while nothing comes: what was sent before gets out meanwhile."""
    loop, cutter = asyncio.get_running_loop(), Cutter(MOST_BYTES)
    waiting: asyncio.Queue[bytes | OSError] = asyncio.Queue(4)

    def hand_over(what: bytes | OSError) -> bool:
        """Wait until the loop has room; False when it is gone and nobody listens any more."""
        putting = waiting.put(what)
        try:
            asyncio.run_coroutine_threadsafe(putting, loop).result()
        except (RuntimeError, concurrent.futures.CancelledError):
            putting.close()
            return False
        return True

    def pump() -> None:
        try:
            while hand_over(chunk := read()) and chunk:
                pass
        except OSError as error:
            hand_over(error)

    read = _reader(file)
    # A daemon: a read of a terminal cannot be called off, and Ctrl-C shall not wait for the next line.
    threading.Thread(target=pump, daemon=True).start()
    while chunk := await waiting.get():
        if isinstance(chunk, OSError):
            raise chunk
        for line in cutter.feed(chunk):
            yield line
    for line in cutter.rest():
        yield line


def _reader(file: BinaryIO) -> Callable[[], bytes]:
    try:
        descriptor = file.fileno()  # past the buffer, whose lock a thread that never returns would keep
    except OSError:
        return lambda: file.read(_CHUNK)  # of memory
    return lambda: os.read(descriptor, _CHUNK)
