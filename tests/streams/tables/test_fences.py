"""A recovered table is looked through before anything is read: formats and fences."""

from __future__ import annotations

import msgspec
import pytest
from makers import make_state

from agents.records import Entry
from streams.formats import format_of
from streams.tables.basis import MisfitError
from streams.tables.fences import examine

ENDS = {0: 10, 1: 0}
NOW = format_of("entry").writes


def table(**fences: int) -> dict[bytes, bytes]:
    lanes = {name.strip("_").replace("_", "."): position for name, position in fences.items()}
    entry = Entry(state=make_state("RUS"), fences=lanes, format=NOW)
    return {b"USA": msgspec.json.encode(Entry(state=make_state("USA"), format=NOW)), b"RUS": msgspec.json.encode(entry)}


async def test_fences_behind_the_ends_of_their_logs_are_well() -> None:
    await examine(table(_1_0=9), 1, ENDS)
    await examine({str(n).encode(): table()[b"USA"] for n in range(500)}, 1, ENDS)


@pytest.mark.parametrize(("lane", "position", "end"), [("_1_0", 10, 10), ("_1_1", 0, 0), ("_1_7", 3, 0)])
async def test_a_fence_ahead_of_its_log_is_told(lane: str, position: int, end: int) -> None:
    with pytest.raises(MisfitError, match=f"entry RUS .* to {position}, which ends at {end}: .*generation to 2"):
        await examine(table(**{lane: position}), 1, ENDS)


async def test_fences_of_another_generation_are_of_another_log() -> None:
    await examine(table(_1_0=4711), 2, ENDS)


async def test_an_entry_of_another_format_is_told() -> None:
    with pytest.raises(MisfitError, match=f"entry RUS is of another format: version {NOW + 1} of entry"):
        await examine({b"RUS": b'{"format":%d,"state":{"actor_id":"RUS"}}' % (NOW + 1)}, 1, ENDS)
    with pytest.raises(MisfitError, match=r"version 1 of entry.*demarche rebuild"):
        await examine({b"RUS": b'{"state":{"actor_id":"RUS"}}'}, 1, ENDS)


@pytest.mark.parametrize("value", [b"no json", b"", b"[]"])
async def test_what_is_no_entry_is_told(value: bytes) -> None:
    with pytest.raises(MisfitError, match="entry RUS cannot be read"):
        await examine({b"RUS": value}, 1, ENDS)
