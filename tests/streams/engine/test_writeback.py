"""Each actor is written once, in order, and before whatever hangs on it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from makers import make_deed, make_report, make_state

from agents.incidents import incidents_of
from agents.judging import Gone
from agents.records import Entry, Incident, Record
from streams import codec, topics
from streams.engine import writeback
from streams.engine.outlet import partition_of
from streams.engine.table import Entries
from streams.engine.writeback import WriteBack


class Sent:
    """An outlet that only remembers; it pauses over every send, as a full producer does."""

    def __init__(self) -> None:
        self.log: list[tuple[str, str, Any]] = []

    async def send(self, topic: str, record: Record, key: str) -> None:
        await asyncio.sleep(0)
        self.log.append((topic, key, record))

    async def send_bytes(self, topic: str, data: bytes, key: str, partition: int | None = None) -> None:
        await asyncio.sleep(0)
        is_entry = topic == topics.CHANGELOG
        told = msgspec.json.decode(data, type=Entry).fences if is_entry else codec.decode(data, Incident)
        self.log.append((topic, key, (told, partition)))

    async def bury(self, topic: str, key: str, partition: int | None = None) -> None:
        await asyncio.sleep(0)
        self.log.append((topic, key, (None, partition)))


def made() -> tuple[Entries, Sent, WriteBack]:
    entries, sent = Entries(SimpleNamespace(data={})), Sent()
    return entries, sent, WriteBack(entries, sent, 8, pytest.fail)  # type: ignore[arg-type]


async def test_many_changes_of_an_actor_are_one_record() -> None:
    entries, sent, back = made()
    for n in range(5):
        entries["RUS"] = Entry(state=make_state("RUS"), fences={"1.0": n})
        back.hold(make_state("RUS", mentions=n))
    await back.flush()
    await back.flush()
    assert [topic for topic, _, _ in sent.log] == [topics.CHANGELOG, topics.ACTORS.name]
    assert sent.log[0][2] == ({"1.0": 4}, partition_of("RUS", 8))
    assert sent.log[1][2].mentions == 4


async def test_the_last_word_on_an_incident_goes_to_the_partition_of_its_owner() -> None:
    _, sent, back = made()
    (first,) = incidents_of([make_report(make_deed(), "a")])
    (grown,) = incidents_of([make_report(make_deed(), "a"), make_report(make_deed(), "b", 1)])
    assert (first.id, first.owner) == (grown.id, "USA")
    for found in (first, grown, Gone("other", "RUS")):
        back.hold(found)
    await back.flush()
    await back.flush()
    assert sorted(sent.log, key=lambda row: row[1] != first.id) == [
        (topics.INCIDENTS.name, first.id, (grown, partition_of("USA", 8))),
        (topics.INCIDENTS.name, "other", (None, partition_of("RUS", 8))),
    ]


async def test_an_alerts_actor_is_written_alone() -> None:
    entries, sent, back = made()
    entries["RUS"] = entries["USA"] = Entry(state=make_state("x"))
    await back.flush_entry("RUS")
    await back.flush_entry("RUS")
    await back.flush_entry("CHN")
    assert [key for _, key, _ in sent.log] == ["RUS"]


async def test_an_older_entry_never_comes_after_a_newer() -> None:
    """While a flush is under way the tracker goes on, and an alert asks for its actor's entry."""
    entries, sent, back = made()
    names = [f"A{n}" for n in range(6)]
    for name in names:
        entries[name] = Entry(state=make_state(name), fences={"1.0": 0})
    flushing = asyncio.create_task(back.flush())
    for n in range(1, 9):
        await asyncio.sleep(0)
        for name in names:
            entries[name] = Entry(state=make_state(name), fences={"1.0": n})
        if n % 3 == 0:
            await back.flush_entry("A5")
    await flushing
    await back.flush()
    for name in names:
        fences = [found[0]["1.0"] for _, key, found in sent.log if key == name]
        assert fences == sorted(fences)
        assert fences[-1] == 8


async def test_a_process_that_stood_still_writes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen longer than a session it has lost its partitions, and its old entries would outlast the new owner's."""

    def end(reason: str) -> None:
        raise SystemExit(reason)

    clock = [100.0]
    monkeypatch.setattr(writeback, "_idle_s", lambda: clock[0])
    entries, sent = Entries(SimpleNamespace(data={})), Sent()
    back = WriteBack(entries, sent, 8, end)  # type: ignore[arg-type]
    entries["RUS"] = Entry(state=make_state("RUS"))
    back.beat()
    clock[0] += writeback.STOOD_STILL_S
    back.beat()
    clock[0] += writeback.STOOD_STILL_S + 0.1
    with pytest.raises(SystemExit, match="stood still"):
        await back.flush()
    assert sent.log == []
