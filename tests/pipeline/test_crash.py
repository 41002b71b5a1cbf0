"""Crash equivalence: killed again and again, the pipeline ends with the same states, fences and alerts.

The same articles are read twice on the real broker: once undisturbed, once by workers that get SIGKILL in
mid-stream.  An article comes in one
revision: with partitions eight months apart, what a later one withdraws may be settled already (agents/state.py).
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import orjson
import pytest
from demo_articles import demo_articles
from group import PATIENCE_S, committed, ends, until_done, worker
from standing import standing, told_by
from wiping import wipe

from agents.alerts import DESKS
from agents.records import ActorState, Alert, Article, Entry, Findings
from streams import admin, codec, topics
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.settings import Settings
from streams.tail import Tail, latest

pytestmark = pytest.mark.kafka

ROUNDS = 8  # the demo's nine days, told again and again, each time a month later


async def publish(url: str, batch: list[Article]) -> None:
    outlet = Outlet(url, Ledger())
    await outlet.start()
    for article in batch:
        await outlet.send(topics.ARTICLES.name, article, article.key)
    await outlet.ledger.settle()
    await outlet.stop()


Standing = dict[str, tuple[object, ...]]


async def outcome(url: str) -> tuple[dict[str, bytes], dict[str, dict[str, int]], Standing, set[str]]:
    """Give published states, fences in the table, alerts that stand in the end, and revisions found."""
    states = {k: codec.encode(s) for k, s in (await latest(url, topics.ACTORS.name, ActorState)).items()}
    table = await changelog(url)
    assert {k: codec.encode(e.state) for k, e in table.items()} == states, "the topic must tell what the table holds"
    sent, revisions = list[Alert](), set()
    async with Tail(url, [topics.alerts_topic(d) for d in DESKS]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            sent.append(line.record(Alert))
    async with Tail(url, [topics.FINDINGS.name]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            revisions.add(line.record(Findings).article.revision)
    alerts = {name: told_by(alert) for name, alert in standing(sent).items()}
    return states, {k: e.fences for k, e in table.items()}, alerts, revisions


async def changelog(url: str) -> dict[str, Entry]:
    """Give the newest entry of each actor as recovery would find it."""
    found: dict[str, Entry] = {}
    async with Tail(url, [topics.CHANGELOG]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            found[line.key] = msgspec.json.decode(line.value or b"", type=Entry)
    return found


async def test_kills_change_nothing(empty_broker: str, tmp_path: Path) -> None:
    batch = [*{a.id: a for a in demo_articles(ROUNDS)}.values()]

    await admin.apply(empty_broker, Settings())
    await publish(empty_broker, batch)
    async with worker(empty_broker, tmp_path / "calm"):
        await until_done(empty_broker)
    calm = await outcome(empty_broker)
    assert calm[3] == {a.revision for a in batch}
    assert len(calm[2]) > 50

    await wipe(empty_broker)
    await admin.apply(empty_broker, Settings())
    await publish(empty_broker, batch)
    interrupted = 0
    for wait_s in (0.3, 0.7, 0.5):
        async with worker(empty_broker, tmp_path / "storm"):
            await reading(empty_broker)
            await asyncio.sleep(wait_s)
            done, there = [await f(empty_broker, topics.ARTICLES.name) for f in (committed, ends)]
            interrupted += done != there
    assert interrupted, "no kill came in mid-stream: this proves nothing"
    async with worker(empty_broker, tmp_path / "storm"):
        await until_done(empty_broker)
    storm = await outcome(empty_broker)

    assert storm[3] == calm[3], "I1: every revision is read"
    assert storm[1] == calm[1], "fences"
    assert difference(storm[0], calm[0]) == "", "I2: byte-equal states"
    assert storm[2] == calm[2], "I3: the same alerts, which say the same"


def difference(a: dict[str, bytes], b: dict[str, bytes]) -> str:
    """Name the first place where two sets of states differ, and both values there."""
    for actor in sorted(a.keys() | b.keys()):
        left, right = (dict(_leaves(orjson.loads(side.get(actor, b"{}")))) for side in (a, b))
        for place in sorted(left.keys() | right.keys()):
            if left.get(place) != right.get(place):
                return f"{actor}{place}: {left.get(place)!r} != {right.get(place)!r}"
    return ""


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield place, value
    else:
        for key, inner in items:
            yield from _leaves(inner, f"{place}.{key}")


async def reading(url: str) -> None:
    """Wait until the worker that was just started has sent something new."""
    before = sum((await ends(url, topics.FINDINGS.name)).values())
    async with asyncio.timeout(PATIENCE_S):
        while sum((await ends(url, topics.FINDINGS.name)).values()) == before:
            await asyncio.sleep(0.05)
