"""Whatever Faust drops, every message is worked on in the order of its partition, and none is committed before."""

from __future__ import annotations

import random

from faust.types import TP
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.engine.deliveries import Deliveries, ReadOffsets

P = TP("demarche.deltas", 4)


class Fetched:
    """A message as it lies in Faust's queue."""

    def __init__(self, offset: int) -> None:
        self.tp, self.offset, self.acked = P, offset, False


class World:
    """A partition, a fetcher that reads ahead by batches, a queue that may lose any message, and a worker."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self.size, self.chance = size, chance
        self.book = Deliveries()
        self.read = ReadOffsets(self.book.awaited)
        self.queue: list[Fetched] = []
        self.batch: list[int] = []
        self.position = self.committed = 0
        self.acked: list[int] = []
        self.worked: list[int] = []

    def fetch(self) -> None:
        """Hand on one message as Faust's drain loop does, refusing what lies before the offset it has read to."""
        if not self.batch:
            self.batch = list(range(self.position, min(self.size, self.position + 5)))
            self.position += len(self.batch)
        if self.batch:
            message = Fetched(self.batch.pop(0))
            if message.offset >= (self.read[P] or 0):
                if self.book.arrived(message, self.committed):
                    self.queue.append(message)
                self.read[P] = message.offset

    def lose(self) -> None:
        if self.queue:
            self.queue.pop(self.chance.randrange(len(self.queue)))

    def work(self) -> None:
        if self.queue:
            message = self.queue.pop(0)
            if self.book.out_of_turn(message, self.acked):
                message.acked = True
                return
            self.worked.append(message.offset)
            message.acked = True
            if message.offset >= self.committed and message.offset not in self.acked:
                self.acked.append(message.offset)

    def commit(self) -> None:
        self.book.finished(P, self.acked, self.committed)
        self.acked.clear()
        self.committed = max(self.committed, self.book.committable(P) or 0)
        for tp, offset in self.book.dropped().items():
            self.book.rewind(tp, offset)
            self.position = offset  # what was under way is handed on yet: the batch stays
            self.read[P] = offset or None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["fetch"] * 6 + ["work"] * 4 + ["lose", "commit"]), max_size=120), st.integers(0, 9))
def test_every_message_is_worked_on_first_in_its_turn(steps: list[str], seed: int) -> None:
    world = World(30, random.Random(seed))
    for step in [*steps, *["fetch", "work", "work", "commit"] * 200]:
        getattr(world, step)()
        assert set(range(world.committed)) <= set(world.worked), "committed before it was worked on"
    firsts = list(dict.fromkeys(world.worked))
    assert firsts == sorted(firsts), "a later message overtook an earlier one"
    assert (firsts, world.committed) == (list(range(30)), 30)


def test_a_rebalance_that_goes_back_keeps_the_order() -> None:
    book, held = Deliveries(), [Fetched(offset) for offset in (7, 8, 5, 6)]
    assert all(book.arrived(message, 5) for message in held)
    assert book.out_of_turn(held[0], {7})
    assert book.committable(P) == 5
    book.forget([P])
    assert (book.partitions, book.committable(P)) == ((), None)


def test_a_long_wait_for_a_commit_costs_no_second_look() -> None:
    book, held = Deliveries(), [Fetched(offset) for offset in range(3000)]
    acked = CountedSet()
    for message in held:
        book.arrived(message, None)
    for message in held:
        assert not book.out_of_turn(message, acked)
        acked.add(message.offset)
    assert acked.asked < 2 * len(held)


class CountedSet(set[int]):
    """Counts how often it is asked."""

    asked = 0

    def __contains__(self, offset: object) -> bool:
        self.asked += 1
        return super().__contains__(offset)
