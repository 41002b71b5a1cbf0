"""A look into a table that was just recovered: is it of our format, and are its fences behind the ends of their logs?

A fence is the last position folded; one ahead of its log means that the log was cut or is another, and what comes next
would be taken for replays.  Called by `flow` after every recovery, before anything is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import msgspec

from streams import formats
from streams.tables.basis import BOOK, MisfitError

AT_ONCE = 100  # entries looked at before others may use the loop


class Marks(msgspec.Struct):
    """As much of an entry as is looked at."""

    fences: dict[str, int] = {}
    format: int = 1


_decode = msgspec.json.Decoder(Marks).decode


async def examine(data: Mapping[bytes, bytes], generation: int, ends: Mapping[int, int]) -> None:
    """Raise MisfitError for an entry of another format, or a fence of this generation at or beyond its log's end.

    `ends` are the ends of `demarche.articles` by partition.
    """
    for number, (key, value) in enumerate(list(data.items())):
        if number % AT_ONCE == AT_ONCE - 1:
            await asyncio.sleep(0)
        try:
            marks = _decode(value)
        except (msgspec.DecodeError, TypeError) as error:
            raise _misfit(key, f"cannot be read ({error}): run `demarche rebuild --from findings`") from error
        if refused := formats.refusal("entry", marks.format):
            raise _misfit(key, f"is of another format: {refused[1]}")
        for lane, position in marks.fences.items():
            of, _, partition = lane.partition(".")
            if of == str(generation) and partition.isdecimal() and position >= ends.get(int(partition), 0):
                raise _misfit(
                    key,
                    f"has read partition {partition} of demarche.articles to {position}, which ends at"
                    f" {ends.get(int(partition), 0)}: the log was cut, and new articles would be taken for replays:"
                    f" set kafka.generation to {generation + 1} on all workers",
                )


def _misfit(key: bytes, trouble: str) -> MisfitError:
    return MisfitError(f"the table's entry {key.decode(errors='replace')} {trouble} ({BOOK})")
