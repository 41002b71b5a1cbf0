"""Partitions come and go while the consumer asks and seeks: nobody ends of it, and nothing is waited for in vain.

Workers that really join and leave: tests/pipeline/test_joins.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from aiokafka.errors import IllegalStateError, KafkaTimeoutError
from consumer_bench import P0, P1, Bench
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

from streams.engine import consumer as module
from streams.engine.ledger import Ledger


@pytest.fixture
def bench() -> Bench:
    return Bench(Ledger())


async def test_nothing_is_fetched_again_while_partitions_change_hands(bench: Bench) -> None:
    bench.deliver(0)
    bench.drop(0)
    bench.app.rebalancing = True
    await bench.commit()
    bench.app.rebalancing, bench.flow_active = False, False
    await bench.commit()
    assert bench.sought == []


@pytest.mark.parametrize("comes_back", [False, True])
async def test_a_partition_given_away_while_its_beginning_was_asked_for_ends_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    """Seen when workers joined and left every two seconds: KeyError or IllegalStateError out of the commit timer."""

    async def asked_amid_a_rebalance(*tps: TP) -> dict[TP, int]:
        bench.give_away(P0)
        if comes_back:
            bench.assigned.add(P0)
        return {} if comes_back else dict.fromkeys(tps, 0)

    monkeypatch.setattr(bench, "earliest_offsets", asked_amid_a_rebalance)
    bench.deliver(0, 1)
    bench.drop(0)
    bench.deliver(5, tp=P1)
    bench.done(5, tp=P1)
    await bench.commit(P0, P1)
    assert (bench.sought, bench.sent) == ([], [{P1: 6}])
    assert P0 not in bench.deliveries.awaited, "whoever waits for it would refuse all that comes after"
    bench.assigned.add(P0)
    bench.deliver(7)
    bench.done(7)
    await bench.commit()
    assert bench.sent[-1] == {P0: 8}


async def test_a_partition_given_away_amid_the_seek_is_forgotten(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "assignment", lambda: {P0, P1})  # a look too early
    bench.deliver(0, 1)
    bench.drop(0)
    bench.assigned = {P1}
    assert not await bench.commit()
    assert P0 not in bench.deliveries.awaited
    assert bench.deliveries.committable(P0) is None


@pytest.mark.parametrize("error", [IllegalStateError("No current assignment"), KeyError(P0), AssertionError()])
async def test_a_partition_given_away_amid_the_seek_to_the_last_commit_ends_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Seen when workers joined and left: Faust seeks at the end of recovery, by an assignment that is gone."""

    async def gone(self: Consumer) -> dict[TP, int]:
        raise error

    monkeypatch.setattr(Consumer, "seek_to_committed", gone)
    assert await bench.seek_to_committed() == {}


async def test_a_broker_that_cannot_say_where_a_partition_begins_is_asked_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    with monkeypatch.context() as away:

        async def silent(*tps: TP) -> dict[TP, int]:
            raise KafkaTimeoutError("gone")

        away.setattr(bench, "earliest_offsets", silent)
        bench.deliver(0)
        bench.drop(0)
        await bench.commit()
        assert bench.sought == []
    clock[0] += module.REWIND_S + 1
    await bench.commit()
    assert bench.sought == [(P0, 0)]


async def test_a_silent_partition_given_away_meanwhile_wakes_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]

    def ended(tp: TP) -> int | None:
        if tp not in bench.assigned:
            raise AssertionError("Partition is not assigned")
        return None

    async def asked_amid_a_rebalance(*tps: TP) -> dict[TP, int]:
        bench.give_away(P0)
        return dict.fromkeys(tps, 0)

    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    monkeypatch.setattr(bench, "_is_changelog_tp", lambda tp: False)
    monkeypatch.setattr(bench, "highwater", ended)
    monkeypatch.setattr(bench, "earliest_offsets", asked_amid_a_rebalance)
    monkeypatch.setattr(bench, "resume_partitions", lambda tps: None)
    await bench.wake_silent()
    clock[0] += module.SILENT_S + 1
    await bench.wake_silent()
    assert bench.sought == [(P1, 0)]
    monkeypatch.setattr(bench, "assignment", lambda: {P0, P1})
    await bench.wake_silent()


async def test_a_partition_that_was_never_fetched_from_is_sought_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen after a start on topics just made: assigned and running, and no fetch for half of the partitions."""
    ends: dict[TP, int | None] = {P0: None, P1: 0}
    resumed: list[set[TP]] = []
    clock = [100.0]

    async def earliest(*tps: TP) -> dict[TP, int]:
        return dict.fromkeys(tps, 3)

    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    monkeypatch.setattr(bench, "assignment", lambda: set(ends), raising=False)
    monkeypatch.setattr(bench, "_is_changelog_tp", lambda tp: False)
    monkeypatch.setattr(bench, "highwater", ends.__getitem__)
    monkeypatch.setattr(bench, "earliest_offsets", earliest)
    monkeypatch.setattr(bench, "resume_partitions", resumed.append)
    await bench.wake_silent()
    clock[0] += module.SILENT_S
    await bench.wake_silent()
    assert bench.sought == [], "it may still answer"
    clock[0] += 0.1
    await bench.wake_silent()
    assert (bench.sought, resumed) == ([(P0, 3)], [{P0}])
    ends[P0] = 9
    clock[0] += 2 * module.SILENT_S
    await bench.wake_silent()
    assert len(bench.sought) == 1


async def test_revoked_partitions_are_forgotten(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    async def stock(self: Any, revoked: set[TP]) -> None:
        told.append(revoked)
        for tp in revoked:
            self._committed_offset.pop(tp, None)

    monkeypatch.setattr(Consumer, "on_partitions_revoked", stock)
    bench.deliver(0, 1)
    bench.deliver(7, tp=P1)
    await bench.on_partitions_revoked({P0})
    assert told == [{P0}], "Faust must still do its part"
    assert not await bench.commit(P0)
    bench.deliver(40)  # it came back to us, further on
    bench.done(40)
    bench.done(7, tp=P1)
    await bench.commit(P0, P1)
    assert bench.sent == [{P0: 41, P1: 8}]
