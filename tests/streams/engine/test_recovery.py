"""Fetched batches go into the table as they are, once, and recovery ends when Faust's own book says so."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams.engine import recovery

LOG, OTHER = TP("demarche-actors-changelog", 0), TP("demarche-actors-changelog", 1)
ARTICLES = TP("demarche.articles", 0)


class Book:
    """As much of Faust's recovery as is used: what is read, up to where, and that it ended."""

    def __init__(self, **highwaters: int) -> None:
        self.store = SimpleNamespace(data={}, _key_partition={})
        self.in_recovery = True
        self.active_tps = {LOG, OTHER}
        self.tp_to_table = dict.fromkeys(self.active_tps, SimpleNamespace(data=self.store))
        self.active_highwaters = Counter({LOG: highwaters.get("log", 3), OTHER: highwaters.get("other", -1)})
        self.active_offsets: Counter[TP] = Counter({LOG: -1, OTHER: -1})
        self._active_events_received_at: dict[TP, float] = {}
        self.ended = 0
        self.told = False
        self.signal_recovery_end = SimpleNamespace(set=self._end, clear=self._clear)

    def _end(self) -> None:
        self.ended, self.told = self.ended + 1, True

    def _clear(self) -> None:
        self.told = False

    def active_remaining(self) -> Counter[TP]:
        return Counter({tp: high - self.active_offsets[tp] for tp, high in self.active_highwaters.items()})

    def need_recovery(self) -> bool:
        return any(left > 0 for left in self.active_remaining().values())

    def flush_buffers(self) -> None:
        pass


@pytest.fixture
def book() -> Book:
    return Book()


def app(book: Book) -> Any:
    return SimpleNamespace(tables=SimpleNamespace(recovery=book))


def entry(offset: int, key: bytes, value: bytes | None) -> Any:
    return SimpleNamespace(offset=offset, key=key, value=value)


def test_the_newest_of_each_key_stands_in_the_table_and_the_streams_get_the_rest(book: Book) -> None:
    fetched: dict[TP, list[Any]] = {
        LOG: [entry(0, b"USA", b"1"), entry(1, b"KOR", b"1"), entry(3, b"USA", b"2")],
        ARTICLES: ["article"],
    }
    assert recovery.take(app(book), fetched) == {ARTICLES: ["article"]}
    assert book.store.data == {b"USA": b"2", b"KOR": b"1"}
    assert book.store._key_partition == {b"USA": 0, b"KOR": 0}
    assert book.ended == 1


def test_a_recovery_that_follows_at_once_is_not_told_that_it_has_ended(book: Book) -> None:
    """A second rebalance within five seconds would have begun to read with half a table."""
    recovery.take(app(book), {LOG: [entry(3, b"USA", b"1")]})
    assert not book.told
    assert book.in_recovery, "Faust ends it, and tells again whoever was not waiting yet"


def test_recovery_goes_on_until_every_partition_is_read(book: Book) -> None:
    recovery.take(app(book), {LOG: [entry(0, b"USA", b"1"), entry(1, b"USA", b"2")]})
    assert (book.in_recovery, book.ended) == (True, 0)
    assert recovery.told(app(book)) == "2 messages of 1 partitions to go"
    assert recovery.read_so_far(app(book)) == 0, "1, and -1 of the empty one"
    recovery.take(app(book), {})
    assert book.ended == 0
    recovery.take(app(book), {LOG: [entry(3, b"KOR", b"1")]})  # 2 was compacted away
    assert book.ended == 1


def test_what_was_read_before_a_rebalance_is_not_read_twice(book: Book) -> None:
    book.store.data[b"USA"] = b"newer"
    book.active_offsets[LOG] = 2
    recovery.take(app(book), {LOG: [entry(1, b"USA", b"old"), entry(2, b"USA", b"old"), entry(3, b"KOR", b"1")]})
    assert book.store.data == {b"USA": b"newer", b"KOR": b"1"}


def test_a_tombstone_takes_an_entry_away(book: Book) -> None:
    recovery.take(app(book), {LOG: [entry(0, b"USA", b"1"), entry(1, b"USA", None), entry(2, b"KOR", None)]})
    assert book.store.data == book.store._key_partition == {}


def test_a_changelog_of_others_and_what_comes_after_recovery_are_left_alone(book: Book) -> None:
    foreign = TP("demarche-actors-changelog", 7)  # given to another worker amid the fetch
    fetched = {foreign: [entry(0, b"USA", b"1")]}
    assert recovery.take(app(book), fetched) == fetched
    book.in_recovery = False
    fetched[LOG] = [entry(0, b"USA", b"1")]
    assert recovery.take(app(book), fetched) == fetched
    assert book.store.data == {}
