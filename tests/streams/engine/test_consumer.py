"""Which offset may be committed, told by what was delivered, and what a commit waits for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from consumer_bench import P0, Bench, Delivered
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from streams.engine import consumer as module
from streams.engine.consumer import consumer_with
from streams.engine.ledger import Ledger


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


async def test_a_changelog_is_not_committed(bench: Bench) -> None:
    changelog = TP("demarche-actors-changelog", 0)
    bench.deliver(0, 1, tp=changelog)
    assert changelog not in bench.deliveries.partitions


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
