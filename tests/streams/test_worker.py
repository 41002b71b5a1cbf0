"""A worker's place on its machine, its health and its lag; a whole worker runs in tests/pipeline."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams import metrics, worker
from streams.health import Health
from streams.worker import NoSlotError, Slot, Worker

ARTICLES, CHANGELOG = TP("demarche.articles", 0), TP("demarche-actors-changelog", 0)


def test_slots_are_taken_in_order_and_given_back(tmp_path: Path) -> None:
    slots = [Slot(tmp_path / "workers") for _ in range(3)]
    assert [s.number for s in slots] == [0, 1, 2]
    slots[1].release()
    slots[1].release()
    again = Slot(tmp_path / "workers")
    assert again.number == 1
    for slot in (slots[0], slots[2], again):
        slot.release()


def test_a_slot_is_exclusive_between_processes_and_free_when_its_process_dies(tmp_path: Path) -> None:
    code = f"from streams.worker import Path, Slot; print(Slot(Path({str(tmp_path)!r})).number, flush=True); input()"
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "0\n"
    mine = Slot(tmp_path)
    assert mine.number == 1
    other.kill()
    other.communicate()
    freed = Slot(tmp_path)
    assert freed.number == 0
    mine.release()
    freed.release()


def test_too_many_workers_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SLOTS", 1)
    only = Slot(tmp_path)
    with pytest.raises(NoSlotError, match="--data-dir"):
        Slot(tmp_path)
    only.release()


class Consumer:
    """As much of Faust's consumer as the worker looks at."""

    async def wake_silent(self) -> None:
        """Nothing sleeps here."""

    def __init__(self, committed: dict[TP, int], ends: dict[TP, int | None], earliest: dict[TP, int]) -> None:
        self.committed = committed.get
        self.ends, self.earliest = ends, earliest

    def assignment(self) -> set[TP]:
        return set(self.ends)

    def highwater(self, tp: TP) -> int | None:
        return self.ends[tp]

    async def earliest_offsets(self, *tps: TP) -> dict[TP, int]:
        return {tp: self.earliest[tp] for tp in tps}


class Flow:
    """As much of a flow as the worker looks at; starting it may fail."""

    def __init__(self, consumer: Consumer | None = None, fails: bool = False) -> None:
        self.app = SimpleNamespace(consumer=consumer, rebalancing=False, in_recovery=False)
        self.outlet, self.answers, self.fails = self, True, fails

    async def reached(self) -> bool:
        return self.answers

    async def start(self) -> None:
        if self.fails:
            raise ConnectionError("no broker")

    async def stop(self) -> None:
        pass


def worker_with(flow: Flow, slot: Slot | None = None) -> Worker:
    made = object.__new__(Worker)
    made.slot, made.flow = slot, flow  # type: ignore[assignment]
    made._watch, made._progress = None, (0.0, monotonic())
    made._runs, made._reached = True, True
    return made


async def test_lag_is_what_is_not_committed_and_the_changelog_does_not_count() -> None:
    other = TP("demarche.deltas", 3)
    consumer = Consumer({ARTICLES: 10, other: 7}, {ARTICLES: 25, other: 7, CHANGELOG: 900}, {})
    assert await worker_with(Flow(consumer))._measure_lag() == 15
    assert metrics.LAG.labels("demarche.articles", 0)._value.get() == 15
    assert metrics.LAG.labels("demarche.deltas", 3)._value.get() == 0


async def test_what_expired_before_anything_was_committed_is_not_waiting() -> None:
    """Counted from 0, such a partition would make an idle worker look stalled for ever."""
    quiet = Consumer({}, {ARTICLES: 1000}, {ARTICLES: 1000})
    assert await worker_with(Flow(quiet))._measure_lag() == 0
    assert await worker_with(Flow(Consumer({}, {ARTICLES: 1000}, {ARTICLES: 990})))._measure_lag() == 10
    assert await worker_with(Flow(Consumer({}, {ARTICLES: None}, {ARTICLES: 0})))._measure_lag() == 0


def test_alive_is_who_makes_progress_or_has_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    made = worker_with(Flow())
    done = sum(metrics.ARTICLES.labels(stage)._value.get() for stage in ("reader", "tracker"))
    made._progress = (done, 1000.0)
    now = [1000.0]
    monkeypatch.setattr(worker, "monotonic", lambda: now[0])
    now[0] += worker.STALLED_S + 1
    assert made.live == Health(False, "stalled: nothing was done for 61 s")
    made._judge(0)
    assert made.live.well, "nothing is waiting"
    now[0] += worker.STALLED_S + 1
    made._judge(5)
    assert not made.live.well, "five are waiting, and nothing was done"
    metrics.ARTICLES.labels("reader").inc()
    made._judge(5)
    assert made.live.well


def test_a_worker_that_recovers_its_table_is_alive_as_long_as_it_gets_on(monkeypatch: pytest.MonkeyPatch) -> None:
    made = worker_with(Flow())
    now, read = [1000.0], {CHANGELOG: 10}
    made.flow.app.in_recovery = True
    made.flow.app.tables = SimpleNamespace(recovery=SimpleNamespace(active_offsets=read))  # type: ignore[assignment]
    monkeypatch.setattr(worker, "monotonic", lambda: now[0])
    made._judge(5)
    for _ in range(3):
        now[0] += worker.STALLED_S - 1
        read[CHANGELOG] += 100
        made._judge(5)
        assert made.live.well
    now[0] += worker.STALLED_S + 1
    made._judge(5)
    assert not made.live.well


def recovering(left: int) -> SimpleNamespace:
    book = SimpleNamespace(active_offsets={CHANGELOG: 100}, active_remaining=lambda: {CHANGELOG: left})
    return SimpleNamespace(recovery=book)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ({"rebalancing": True}, "joining the group of workers"),
        ({"in_recovery": True, "tables": recovering(70)}, "recovering the table: 70 messages of 1 partitions to go"),
        ({}, "no partition is assigned"),
    ],
)
def test_ready_is_who_has_partitions_and_its_table(trouble: dict[str, Any], told: str) -> None:
    flow = Flow(Consumer({}, {ARTICLES: 0} if trouble else {}, {}))
    vars(flow.app).update(trouble)
    assert worker_with(flow).ready == Health(False, told)
    made = worker_with(Flow(Consumer({}, {ARTICLES: 0}, {})))
    assert made.ready.well
    made._runs = False
    assert made.ready == Health(False, "joining the group of workers"), "it was only started"


async def test_who_does_not_reach_its_broker_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """`/ready` stayed 200 while the broker was away."""
    flow = Flow(Consumer({ARTICLES: 0}, {ARTICLES: 0}, {}))
    made = worker_with(flow)
    assert await made._waiting() == 0
    flow.answers = False
    assert await made._waiting() == 1, "work may be waiting, and nobody knows"
    assert made.ready == Health(False, "the broker does not answer")

    async def silent() -> bool:
        await asyncio.sleep(60)
        return True

    monkeypatch.setattr(worker, "REACH_S", 0.01)
    with monkeypatch.context() as hanging:
        hanging.setattr(flow, "reached", silent)
        assert await made._waiting() == 1
    flow.answers = True
    assert await made._waiting() == 0
    assert made.ready.well


async def test_who_recovers_or_joins_is_live_and_says_so_meanwhile(tmp_path: Path) -> None:
    """Nothing answered on the port until the table was recovered: to an orchestrator that is a worker to kill."""
    flow, recovered = Flow(Consumer({}, {ARTICLES: 0}, {})), asyncio.Event()

    async def start() -> None:
        vars(flow.app).update(in_recovery=True, tables=recovering(70))
        await recovered.wait()
        flow.app.in_recovery = False

    flow.start = start  # type: ignore[method-assign]
    made = worker_with(flow, Slot(tmp_path))
    made._runs = False
    starting = asyncio.create_task(made.start())
    await asyncio.sleep(0.01)
    assert made.live == Health(True, "live")
    assert made.ready == Health(False, "recovering the table: 70 messages of 1 partitions to go")
    made._progress = (made._progress[0], monotonic() - worker.STALLED_S - 1)
    assert made.live.well, "others may take their time to give partitions away"
    made._progress = (made._progress[0], monotonic() - worker.JOINING_S - 1)
    assert not made.live.well
    recovered.set()
    await starting
    assert made.ready.well
    await made.stop()


async def test_a_worker_that_cannot_start_gives_its_place_back(tmp_path: Path) -> None:
    made = worker_with(Flow(fails=True), Slot(tmp_path))
    with pytest.raises(ConnectionError):
        await made.start()
    again = Slot(tmp_path)
    assert again.number == 0
    again.release()


async def test_the_watch_outlives_a_broker_that_is_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = worker_with(Flow(), Slot(tmp_path))
    asked: list[int] = []

    async def away() -> int:
        asked.append(1)
        raise ConnectionError("gone")

    monkeypatch.setattr(worker, "WATCH_S", 0.001)
    monkeypatch.setattr(made, "_measure_lag", away)
    await made.start()
    for _ in range(100):
        await asyncio.sleep(0.005)
        if len(asked) > 3:
            break
    assert len(asked) > 3
    assert made._watch is not None
    assert not made._watch.done()
    await made.stop()
