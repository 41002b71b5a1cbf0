"""What the page knows: alerts once and in order, states by id, listeners that never hold the others up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import orjson
import pytest
from makers import DAY0, make_alert, make_state

from agents.records import Alert, Record, Reject
from streams import codec, metrics, topics
from streams.tail import Line
from streams.web import board as module
from streams.web.board import Board


def line(record: Record | None, key: str = "", value: bytes | None = None) -> Line:
    data = codec.encode(record) if record is not None else value
    return Line("demarche.alerts.sanctions", 0, 0, key or getattr(record, "key", ""), data)


@pytest.fixture
def board() -> Board:
    return Board(lambda: "nowhere:1")


def told(queue: asyncio.Queue[Alert | None]) -> list[str | None]:
    """Empty a queue, as ids."""
    found: list[str | None] = []
    while not queue.empty():
        alert = queue.get_nowait()
        found.append(alert.id if alert else None)
    return found


def test_alerts_are_given_newest_first_whatever_order_they_came_in(board: Board) -> None:
    for hours in (3, 1, 2):
        board.take_alert(line(make_alert(str(hours), hours)))
    assert board.alerts() == [make_alert(str(h), h) for h in (3, 2, 1)]
    assert board.alerts(2) == [make_alert(str(h), h) for h in (3, 2)]
    assert board.alert(make_alert("2", 2).id) == make_alert("2", 2)
    assert board.alert("nobody") is None


def test_an_alert_sent_again_is_no_news(board: Board) -> None:
    queue = board.listen()
    for _ in range(3):
        board.take_alert(line(make_alert()))
    assert len(board.alerts()) == 1
    assert told(queue) == [make_alert().id]


def test_the_board_is_bounded_and_keeps_the_newest(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALERTS", 3)
    for hours in range(10):
        board.take_alert(line(make_alert(str(hours), hours)))
    assert [a.at for a in board.alerts()] == [DAY0 + timedelta(hours=h) for h in (9, 8, 7)]
    assert board.alert(make_alert("0", 0).id) is None


def test_what_is_too_old_to_be_kept_is_no_news(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the broker comes back, thirty days are read again: browsers must not see them as new."""
    monkeypatch.setattr(module, "ALERTS", 2)
    for hours in (1, 2, 3):
        board.take_alert(line(make_alert(str(hours), hours)))
    queue = board.listen()
    for hours in (1, 2, 3, 4):
        board.take_alert(line(make_alert(str(hours), hours)))
    assert told(queue) == [make_alert("4", 4).id]


def test_a_browser_that_comes_back_gets_what_it_missed(board: Board) -> None:
    for name in "abcd":
        board.take_alert(line(make_alert(name, {"a": 4, "b": 1, "c": 3, "d": 2}[name])))
    assert board.since(make_alert("b", 1).id) == [make_alert("c", 3), make_alert("d", 2)]
    assert board.since(make_alert("d", 2).id) == board.since("unknown") == []


def test_a_browser_that_does_not_read_is_let_go_and_the_others_are_not(board: Board) -> None:
    slow, quick = board.listen(), board.listen()
    for i in range(module.QUEUE + 1):
        board.take_alert(line(make_alert(str(i), i)))
        assert told(quick) == [make_alert(str(i), i).id]
    assert told(slow) == [None]
    board.leave(slow)
    board.take_alert(line(make_alert("after", 1000)))
    assert told(slow) == []
    assert len(told(quick)) == 1


def test_listeners_are_counted(board: Board) -> None:
    queue = board.listen()
    assert metrics.SUBSCRIBERS._value.get() == 1
    board.leave(queue)
    board.leave(queue)
    assert metrics.SUBSCRIBERS._value.get() == 0


def test_states_are_kept_replaced_and_forgotten(board: Board) -> None:
    board.take_state(line(make_state("USA", mentions=1)))
    board.take_state(line(make_state("USA", mentions=2, name="United States")))
    assert board.state("USA") == make_state("USA", mentions=2, name="United States")
    assert board.name_of("USA") == "United States"
    board.take_state(line(None, key="USA"))
    assert board.state("USA") is None
    assert board.top() == []
    assert board.name_of("USA") == "USA"


def test_the_top_is_told_by_incidents_then_mentions_then_id(board: Board) -> None:
    for name, mentions in (("B", 2), ("A", 2), ("C", 9)):
        board.take_state(line(make_state(name, mentions=mentions)))
    assert [s.actor_id for s in board.top()] == ["C", "A", "B"]
    assert [s.actor_id for s in board.top(1)] == ["C"]


@pytest.mark.parametrize(
    "value", [b"broken", b"[]", b"{}", b'{"actor_id": "USA", "mentions": "many"}', b'{"actor_id": "RUS"}']
)
def test_bytes_that_are_no_state_are_refused_and_change_nothing(board: Board, value: bytes) -> None:
    board.take_state(line(make_state("USA")))
    with pytest.raises(codec.CodecError):
        board.take_state(line(None, key="USA", value=value))
    assert board.state("USA") == make_state("USA")


def test_one_unreadable_state_does_not_take_the_list_down(board: Board) -> None:
    board.take_state(line(make_state("USA")))
    newer = orjson.dumps({"schema": "actorstate", "version": 99, "actor_id": "RUS"})
    board.take_state(line(None, key="RUS", value=newer))
    assert [s.actor_id for s in board.top()] == ["USA"]
    assert board.state("RUS") is None


async def test_what_is_no_record_becomes_a_reject_once_and_the_board_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[Record] = []

    async def publish(topic: str, record: Record) -> None:
        published.append(record)

    board = Board(lambda: "nowhere:1", publish=publish)
    newer = orjson.dumps({"schema": "actorstate", "version": 99, "actor_id": "RUS"})
    lines = [
        Line(topics.ACTORS.name, 1, 4, "USA", b"broken"),
        Line(topics.ACTORS.name, 1, 5, "RUS", newer),
        Line(topics.ACTORS.name, 1, 6, "CHL", codec.encode(make_state("CHL"))),
    ]

    async def followed(*_: object) -> AsyncIterator[Line | None]:
        for line in lines:
            yield line
        await asyncio.sleep(60)

    monkeypatch.setattr(module, "followed", followed)
    monkeypatch.setattr(board, "take_alert", lambda line: None)
    await board.start()
    async with asyncio.timeout(5):
        while board.state("CHL") is None or board.state("RUS") is not None or len(published) < 2:
            await asyncio.sleep(0.01)
    assert board.top() == [make_state("CHL")]
    await board.stop()
    rejects = [r for r in published if isinstance(r, Reject)]
    assert {(r.stage, r.reason, r.offset) for r in rejects} == {("page", "invalid", 4), ("page", "newer-version", 5)}


def test_bytes_that_are_no_alert_are_refused(board: Board) -> None:
    with pytest.raises(codec.CodecError):
        board.take_alert(line(make_state("USA")))
    assert board.alerts() == []


async def test_stop_lets_the_listeners_go(board: Board) -> None:
    queue = board.listen()
    await board.stop()
    assert told(queue) == [None]


async def test_its_health_is_that_of_its_following(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[asyncio.Event] = []

    async def nothing(where: object, names: list[str], begin: object) -> AsyncIterator[Line | None]:
        parts.append(asyncio.Event())
        await parts[-1].wait()
        yield None
        await asyncio.sleep(60)

    monkeypatch.setattr(module, "followed", nothing)
    assert not board.ready.well
    await board.start()
    await asyncio.sleep(0.01)
    for part in parts:
        assert (board.ready.well, board.live.well) == (False, True)
        part.set()
        await asyncio.sleep(0.01)
    assert (len(parts), board.ready.well, board.live.well) == (2, True, True)
    board._tasks[0].cancel()
    await asyncio.sleep(0.01)
    assert not board.live.well
    await board.stop()


async def test_it_stays_up_without_a_broker(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(module, "RETRY_S", 0.01)
    board = Board(lambda: "127.0.0.1:1")
    await board.start()
    await asyncio.sleep(0.5)
    assert all(not task.done() for task in board._tasks)
    assert "trying again" in caplog.text
    await board.stop()
    assert all(task.done() for task in board._tasks)
