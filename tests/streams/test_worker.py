"""A worker's place on its machine, its health and its lag; a whole worker runs in tests/pipeline."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams import metrics, worker
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
        self._committed_offset: dict[TP, int | None] = defaultdict(lambda: None, committed)
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
        self.app = SimpleNamespace(consumer=consumer, started=True, rebalancing=False, in_recovery=False)
        self.fails = fails

    async def start(self) -> None:
        if self.fails:
            raise ConnectionError("no broker")

    async def stop(self) -> None:
        pass


def worker_with(flow: Flow, slot: Slot | None = None) -> Worker:
    made = object.__new__(Worker)
    made.slot, made.flow = slot, flow  # type: ignore[assignment]
    made._watch, made._progress = None, (0.0, monotonic())
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
    assert not made.live
    made._judge(0)
    assert made.live, "nothing is waiting"
    now[0] += worker.STALLED_S + 1
    made._judge(5)
    assert not made.live, "five are waiting, and nothing was done"
    metrics.ARTICLES.labels("reader").inc()
    made._judge(5)
    assert made.live


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
        assert made.live
    now[0] += worker.STALLED_S + 1
    made._judge(5)
    assert not made.live


@pytest.mark.parametrize("trouble", [{"started": False}, {"rebalancing": True}, {"in_recovery": True}, {}])
def test_ready_is_who_has_partitions_and_its_table(trouble: dict[str, Any]) -> None:
    flow = Flow(Consumer({}, {ARTICLES: 0} if trouble else {}, {}))
    vars(flow.app).update(trouble)
    assert not worker_with(flow).ready
    assert worker_with(Flow(Consumer({}, {ARTICLES: 0}, {}))).ready


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
