"""A rebuild runs alone, is noted while it runs, and refuses what only a setting mends.  Its work: tests/pipeline."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import InconsistentGroupProtocolError

from agents.lexicon import load
from streams import topics
from streams.settings import Settings
from streams.tables import rebuild as module
from streams.tables.basis import Basis, MisfitError
from streams.tables.look import note, noted, take_up
from streams.tables.rebuild import Rebuilt, WorkersRunError, rebuild

pytestmark = pytest.mark.kafka
SETTINGS = Settings()


async def joined(url: str) -> AIOKafkaConsumer:
    """Join the workers' group: those of an earlier test that were killed stay in it for a session."""
    for _ in range(60):
        member = AIOKafkaConsumer(topics.DELTAS.name, bootstrap_servers=url, group_id=topics.GROUP)
        try:
            await member.start()
        except InconsistentGroupProtocolError:
            await member.stop()
            await asyncio.sleep(0.5)
        else:
            return member
    raise AssertionError("the group is never empty")


async def test_it_refuses_to_run_beside_a_worker(fresh_topics: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALONE_S", 1.0)
    member = await joined(fresh_topics)
    try:
        with pytest.raises(WorkersRunError, match="1 member of the group demarche runs: stop all workers first"):
            await rebuild(fresh_topics, SETTINGS, "articles", load())
    finally:
        await member.stop()
    assert await rebuild(fresh_topics, SETTINGS, "articles", load()) == Rebuilt(0, 0, 0, 0, 0)


async def test_one_that_ended_half_way_keeps_workers_from_starting(fresh_topics: str) -> None:
    await take_up(fresh_topics, SETTINGS)
    basis = await noted(fresh_topics)
    assert basis
    await note(fresh_topics, msgspec.structs.replace(basis, rebuilding="findings"))
    with pytest.raises(MisfitError, match="run `demarche rebuild --from findings`"):
        await take_up(fresh_topics, SETTINGS)
    await rebuild(fresh_topics, SETTINGS, "findings", load())
    assert await noted(fresh_topics) == basis
    await take_up(fresh_topics, SETTINGS)


async def test_what_a_setting_mends_is_mended_first(fresh_topics: str) -> None:
    await note(fresh_topics, Basis(table=topics.TABLE, generation=3))
    with pytest.raises(MisfitError, match=r"set kafka\.generation to 3"):
        await rebuild(fresh_topics, SETTINGS, "findings", load())
    assert await noted(fresh_topics) == Basis(table=topics.TABLE, generation=3), "nothing was begun"
