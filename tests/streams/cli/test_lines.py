"""Lines as they come: cut right wherever a chunk ends, an overlong one passed over, the loop free meanwhile."""

from __future__ import annotations

import asyncio
import io
import os
import tracemalloc
from pathlib import Path

import pytest

from streams.cli import lines as module
from streams.cli.lines import Cutter, arriving, lines

TEXT = b"one\n\ntwo\r\nthree is longer than the others\nfour"
LINES = [b"one", b"", b"two\r", None, b"four"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_chunks_may_end_anywhere(size: int) -> None:
    cutter = Cutter(most=10)
    found = [line for at in range(0, len(TEXT), size) for line in cutter.feed(TEXT[at : at + size])]
    assert [*found, *cutter.rest()] == LINES


def test_a_last_line_with_its_end_is_no_empty_line_more() -> None:
    assert list(lines(io.BytesIO(b"a\nb\n"))) == [b"a", b"b"]
    assert list(lines(io.BytesIO(b""))) == []


def test_an_endless_line_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    cutter = Cutter(most=1000)
    tracemalloc.start()
    found = [line for _ in range(2000) for line in cutter.feed(bytes(100_000))]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found, list(cutter.feed(b"\nlast\n"))) == ([], [None, b"last"])
    assert peak < 1_000_000


async def test_the_loop_is_free_while_nothing_comes() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file:
        found = arriving(file)
        os.write(writing, b"first\nsec")
        assert await anext(found) == b"first"
        second = asyncio.ensure_future(anext(found))
        await asyncio.sleep(0.05)  # were the loop held, nobody would write the rest
        assert not second.done()
        os.write(writing, b"ond\n")
        assert await asyncio.wait_for(second, 5) == b"second"
        os.close(writing)
        assert [line async for line in found] == []


async def test_all_of_a_file_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 10)
    file = tmp_path / "lines"
    file.write_bytes(b"\n".join(b"%d" % n for n in range(1000)))
    with file.open("rb") as opened:
        assert [line async for line in arriving(opened)] == [b"%d" % n for n in range(1000)]
    assert [line async for line in arriving(io.BytesIO(TEXT))] == TEXT.split(b"\n")


async def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with os.fdopen(os.open(os.devnull, os.O_RDONLY), "rb") as file:
        os.dup2(descriptor, file.fileno())
        os.close(descriptor)
        with pytest.raises(IsADirectoryError):
            await anext(arriving(file))
