"""Which offset may be committed, told by what was delivered (reference/faust.md 9.3), and what a commit waits for.

The consumer is made without a broker: only Faust's own book-keeping is set up, and `ack` writes it as Faust does.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from streams.engine import consumer as module
from streams.engine.consumer import DeliveredConsumer, consumer_with
from streams.engine.deliveries import Deliveries
from streams.engine.ledger import Ledger

P0, P1 = TP("demarche.articles", 0), TP("demarche.articles", 1)


class Delivered:
    """A message as the consumer sees it."""

    acked = False

    def __init__(self, tp: TP, offset: int) -> None:
        self.tp, self.topic, self.offset = tp, tp.topic, offset


class Bench(DeliveredConsumer):
    """The consumer with Faust's containers and nothing behind them; commits are noted, not sent."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.deliveries, self._rewound_at, self._silent_since = Deliveries(), {}, {}
        self._unacked_messages = set()
        self.begins_at = 0
        self.app = SimpleNamespace(
            rebalancing=False,
            in_recovery=False,
            topics=SimpleNamespace(acks_enabled_for=lambda topic: topic == P0.topic),
        )
        self.flow_active = True
        self.held: list[Delivered] = []
        self.sought: list[tuple[TP, int]] = []
        self._acked = defaultdict(list)
        self._acked_index = defaultdict(set)
        self._committed_offset = defaultdict(lambda: None)
        self.sent: list[dict[TP, int]] = []
        self.accepts = True

    async def _commit_offsets(self, offsets: dict[TP, int], start_new_transaction: bool = True) -> bool:
        self.sent.append(offsets)
        if self.accepts:
            self._committed_offset.update(offsets)
        return self.accepts

    def deliver(self, *offsets: int, tp: TP = P0) -> None:
        for offset in offsets:
            message = Delivered(tp, offset)
            if self._arrived(message):
                self.held.append(message)

    def drop(self, *offsets: int) -> None:
        """Let go of messages as Faust does when it clears a queue."""
        self.held = [message for message in self.held if message.offset not in offsets]

    async def earliest_offsets(self, *tps: TP) -> dict[TP, int]:
        return dict.fromkeys(tps, self.begins_at)

    async def seek(self, tp: TP, offset: int) -> None:
        self.sought.append((tp, offset))

    def done(self, *offsets: int, tp: TP = P0) -> None:
        """Enter acks as Faust's `Consumer.ack` and its compiled twin do."""
        for offset in offsets:
            committed = self._committed_offset[tp]
            if (committed is None or offset >= committed) and offset not in self._acked_index[tp]:
                self._acked_index[tp].add(offset)
                self._acked[tp].append(offset)

    async def commit(self, *tps: TP) -> bool:
        return await self._commit_tps(tps or (P0,), start_new_transaction=False)


@pytest.fixture
def bench() -> Bench:
    return Bench(Ledger())


async def test_commits_stop_before_the_first_event_still_being_worked_on(bench: Bench) -> None:
    bench.deliver(*range(10))
    bench.done(0, 1, 2)
    assert await bench.commit()
    bench.done(4, 5, 6)
    assert not await bench.commit(), "3 is not done: nothing new to commit"
    bench.done(3)
    await bench.commit()
    bench.done(7, 8, 9)
    await bench.commit()
    assert [offsets[P0] for offsets in bench.sent] == [3, 7, 10]


async def test_the_only_event_in_work_is_not_committed(bench: Bench) -> None:
    """Stock Faust commits 2588 over an unfinished 2585 here (its issue 606)."""
    bench._committed_offset[P0] = 2585
    bench.deliver(2585, 2586, 2587)
    bench.done(2586, 2587)
    assert not await bench.commit()


async def test_a_jump_in_the_log_is_no_event(bench: Bench) -> None:
    """Compaction and transactions leave holes; what was never delivered is not waited for."""
    bench.deliver(0, 1, 500, 501)
    await bench._add_gap(P0, 2, 500)
    bench.done(0, 1, 500)
    await bench.commit()
    assert bench.sent == [{P0: 501}]


async def test_a_false_gap_after_a_restart_hides_no_event(bench: Bench) -> None:
    """The cause of robinhood/faust#625: after the seek back, the drain loop reports real events as a gap."""
    bench._committed_offset[P0] = 2797
    bench.deliver(2825)
    await bench._add_gap(P0, 2797, 2825)
    bench.deliver(*range(2797, 2830))
    bench.done(2825)
    assert not await bench.commit()
    bench.done(*range(2797, 2825))
    await bench.commit()
    bench.done(*range(2826, 2830))
    await bench.commit()
    assert [offsets[P0] for offsets in bench.sent] == [2826, 2830]


async def test_a_second_copy_before_the_commit_holds_it_back_and_then_frees_it(bench: Bench) -> None:
    bench.deliver(0, 1, 0, 1)
    bench.done(0, 1)
    await bench.commit()
    assert bench.sent == [{P0: 2}]
    bench.done(0, 1)
    assert not await bench.commit()


async def test_a_second_copy_of_a_committed_event_blocks_nothing(bench: Bench) -> None:
    bench.deliver(0, 1, 2)
    bench.done(0, 1)
    await bench.commit()
    bench.deliver(1)
    bench.done(1, 2)
    await bench.commit()
    assert [offsets[P0] for offsets in bench.sent] == [2, 3]


async def test_a_message_that_nobody_holds_any_more_is_fetched_again(bench: Bench) -> None:
    """Seen after one of six kills: the first message of each partition delivered, never acked, held by no queue."""
    bench.deliver(0, 1, 2, 3)
    bench.done(1, 2)
    bench.drop(0, 1, 2)
    await bench.commit()
    assert bench.sought == [(P0, 0)]
    await bench.commit()
    assert bench.sought == [(P0, 0)], "once is enough while it is under way"
    bench.deliver(0, 1, 2, 3)
    bench.done(0, 1, 2, 3)
    await bench.commit()
    assert bench.sent[-1] == {P0: 4}


async def test_a_dropped_message_that_the_log_has_let_go_is_not_waited_for(bench: Bench) -> None:
    bench.deliver(0, 1, 2)
    bench.done(0)
    bench.drop(0, 1)
    bench.begins_at = 5
    await bench.commit()
    assert bench.sought == [(P0, 5)]
    bench.deliver(5)
    bench.done(5)
    await bench.commit()
    assert bench.sent[-1] == {P0: 6}


async def test_what_comes_after_a_dropped_message_waits_for_it(bench: Bench) -> None:
    """A fold takes what is older than its fence for a replay, so nothing may overtake."""
    bench.deliver(0, 1, 2, 3)
    bench.done(0)
    bench.drop(0, 1)
    second, third = bench.held
    assert bench.comes_again(second)
    assert second.acked, "or Faust would enter its ack, and with it that of the copy to come"
    await bench.commit()
    assert (bench.sent[-1], bench.sought) == ({P0: 1}, [(P0, 1)])
    assert bench.comes_again(third), "until it is here again"
    bench.deliver(7)  # of a batch under way when the partition was rewound
    assert bench.held[-1] is third, "it is not let in"
    bench.deliver(1, 2)
    assert bench.comes_again(third), "until it is done, too: what waits in the queue stands before its second copy"
    first_again, second_again = bench.held[-2:]
    assert not bench.comes_again(first_again)
    bench.done(1)
    await bench.commit()
    assert bench.sent[-1] == {P0: 2}, "2 is here again and not done"
    assert not bench.comes_again(second_again)
    bench.done(2)
    await bench.commit()
    assert bench.sent[-1] == {P0: 3}, "3 and 7 have not come again"


async def test_a_copy_finished_after_the_commit_of_its_offset_is_not_missed(bench: Bench) -> None:
    """Fetched again, a partition's copies are noted under the old commit and may be finished under the new one."""
    bench.deliver(0, 1, 2)
    bench.done(0, 1, 2)
    await bench.commit()
    bench._committed_offset[P0] = 1
    bench.deliver(1, 2)
    bench._committed_offset[P0] = 3
    bench.done(1, 2)
    bench.drop(1, 2)
    bench.deliver(3)
    bench.done(3)
    await bench.commit()
    assert bench.sought == []
    assert bench.sent[-1] == {P0: 4}


async def test_nothing_is_fetched_again_while_partitions_change_hands(bench: Bench) -> None:
    bench.deliver(0)
    bench.drop(0)
    bench.app.rebalancing = True
    await bench.commit()
    bench.app.rebalancing, bench.flow_active = False, False
    await bench.commit()
    assert bench.sought == []


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


async def test_a_changelog_is_not_committed(bench: Bench) -> None:
    changelog = TP("demarche-actors-changelog", 0)
    bench.deliver(0, 1, tp=changelog)
    assert changelog not in bench.deliveries.partitions


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


async def test_fausts_containers_are_cleared_in_place(bench: Bench) -> None:
    """Its compiled stream iterator writes into these very objects."""
    bench.deliver(0)
    bench.done(0)
    acked, index = bench._acked[P0], bench._acked_index[P0]
    await bench.commit()
    assert bench._acked[P0] is acked
    assert bench._acked_index[P0] is index
    assert not acked
    assert not index


async def test_a_refused_commit_is_tried_again(bench: Bench) -> None:
    bench.deliver(0)
    bench.done(0)
    bench.accepts = False
    assert not await bench.commit()
    bench.accepts = True
    assert await bench.commit()
    assert bench.sent == [{P0: 1}, {P0: 1}]


async def test_a_commit_waits_for_the_deliveries(bench: Bench) -> None:
    out: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    bench.deliver(0, 1)
    bench.done(0)
    bench.ledger.enter(out)
    committing = asyncio.create_task(bench.commit())
    await asyncio.sleep(0.01)
    assert bench.sent == []
    bench.done(1)  # done meanwhile, but its outputs may have come too late for this commit
    out.set_result(None)
    assert await committing
    assert bench.sent == [{P0: 1}]


async def test_a_failed_delivery_ends_the_process_before_anything_is_committed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(module.os, "_exit", end)
    monkeypatch.setattr(module.logging, "shutdown", lambda: None)
    bench.deliver(0)
    bench.done(0)
    out: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    bench.ledger.enter(out)
    out.set_exception(TimeoutError())
    with pytest.raises(SystemExit) as ended:
        await bench.commit()
    assert ended.value.code == module.EXIT_UNDELIVERED
    assert bench.sent == []


async def test_what_faust_delivers_is_noted_before_it_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}

    def stock(self: Any, transport: Any, callback: Any, *args: Any, **kwargs: Any) -> None:
        self._committed_offset = defaultdict(lambda: None)
        self.app = SimpleNamespace(topics=SimpleNamespace(acks_enabled_for=lambda topic: True))
        kept["callback"] = callback

    message = Delivered(P0, 5)

    monkeypatch.setattr(Consumer, "__init__", stock)
    seen = []

    async def callback(message: Any) -> None:
        seen.append((message, made.deliveries.committable(P0) == 5))

    ledger = Ledger()
    made = consumer_with(ledger)(None, callback)
    await kept["callback"](message)
    assert seen == [(message, True)]
    assert made.ledger is ledger


@given(st.lists(st.tuples(st.sampled_from(["deliver", "again", "done", "commit"]), st.integers(0, 5)), max_size=60))
def test_no_order_of_things_commits_over_unfinished_work_or_stalls(moves: list[tuple[str, int]]) -> None:
    bench = Bench(Ledger())
    delivered, finished = 0, set[int]()
    for what, which in moves:
        if what == "deliver":
            bench.deliver(delivered)
            delivered += 1
        elif what == "again" and delivered:  # Faust's drain loop hands an offset out twice after a seek
            bench.deliver(which % delivered)
            if which % delivered in finished:
                bench.done(which % delivered)
        elif what == "done" and delivered:
            finished.add(which % delivered)
            bench.done(which % delivered)
        else:
            asyncio.run(bench.commit())
            committed = bench._committed_offset[P0] or 0
            assert set(range(committed)) <= finished
    for offset in range(delivered):
        bench.done(offset)
    asyncio.run(bench.commit())
    assert (bench._committed_offset[P0] or 0) == delivered
