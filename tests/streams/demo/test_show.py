"""The performance: days in order, alerts as they come, what changed at the end; with a server and a board of paper."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from makers import DAY0, make_alert, make_state
from prometheus_client import Counter

from agents.records import Feed, Turn
from streams import codec, metrics
from streams.broker import BrokerError
from streams.demo import show as module
from streams.demo.server import DemoServer
from streams.demo.show import Show
from streams.service import EXIT_NOT_READY, Roles, Running
from streams.settings import Settings
from streams.tail import Line
from streams.web.board import Board


class Paper:
    """A demo server with two stories three days apart; every day let out brings the board an alert."""

    def __init__(self, board: Board) -> None:
        self.outlets = ("one", "two")
        self.polls = 0
        self.revealed: list[datetime] = []
        self._board = board

    def moments(self) -> tuple[datetime, ...]:
        return (DAY0, DAY0 + timedelta(days=3))

    def reveal(self, until: datetime) -> int:
        self.revealed.append(until)
        alert = make_alert(str(until), desk="talks")
        self._board.take_alert(Line("demarche.alerts.talks", 0, 0, alert.key, codec.encode(alert)))
        self.polls += 99
        return len(self.revealed)


@pytest.fixture
def board() -> Board:
    return Board(lambda: "nowhere:1")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET_S", 0.0)
    monkeypatch.setattr(module, "SOON_S", 0.0)
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    monkeypatch.setattr(metrics, "ARTICLES", Counter("articles", "of this test", ["stage"], registry=None))


def show_of(server: object, board: Board) -> Show:
    return Show(cast(DemoServer, server), board, began=0.0)


def parts_of(url: str = "http://127.0.0.1:8042") -> Running:
    parts: Any = SimpleNamespace(page=SimpleNamespace(url=url), settings=Settings(kafka_url="127.0.0.1:9092"))
    return cast(Running, parts)


async def test_every_day_is_let_out_whole_even_one_without_a_story(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Paper(board)
    await show_of(server, board).run(0.01)
    assert [at.date().day for at in server.revealed] == [15, 16, 17, 18]
    assert all(at == datetime.combine(at.date(), datetime.max.time(), UTC) for at in server.revealed)
    told = capsys.readouterr()
    assert "Wednesday 15 October 2025 ── 1 article published" in told.err
    assert told.err.count("── Saturday 18 October") == told.err.count("first alert") == 1
    assert told.out.count("U.S. imposes sanctions on Russia") == 4


async def test_alerts_of_a_day_are_printed_in_the_order_of_their_time(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unordered(Paper):
        def reveal(self, until: datetime) -> int:
            for minute in (3, 1, 2):
                at = until.replace(hour=9, minute=minute)
                alert = make_alert(str(at), desk="talks", at=at)
                self._board.take_alert(Line("demarche.alerts.talks", 0, 0, alert.key, codec.encode(alert)))
            self.polls += 99
            return 3

    await show_of(Unordered(board), board).run(0.01)
    times = [row[:12] for row in capsys.readouterr().out.splitlines() if row[:1].isdigit()]
    assert times == [f"{day} Oct 09:0{minute}" for day in (15, 16, 17, 18) for minute in (1, 2, 3)]


async def test_it_stops_listening_when_it_ends_and_when_it_is_stopped(board: Board) -> None:
    await show_of(Paper(board), board).run(0.0)
    assert board._listeners == set()
    stopped = asyncio.create_task(show_of(Paper(board), board).run(60.0))
    await asyncio.sleep(0.01)
    assert len(board._listeners) == 1
    stopped.cancel()
    await asyncio.gather(stopped, return_exceptions=True)
    assert board._listeners == set()


async def test_it_waits_for_the_polls_but_not_for_ever(board: Board) -> None:
    server = Paper(board)
    began = asyncio.get_running_loop().time()
    await show_of(server, board)._settled(0.0)  # nobody polls: patience ends it
    assert asyncio.get_running_loop().time() - began >= 0.3
    waiting = asyncio.create_task(show_of(server, board)._settled(0.0))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    server.polls += 2 * len(server.outlets)
    await asyncio.wait_for(waiting, 0.2)


def test_only_lines_that_turned_are_shown(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    show = show_of(Paper(board), board)
    turn = Turn(kind="talks_halted", of="x", at=DAY0)
    show._seen += [make_alert("a", headline="Talks again", day="2025-10-20", turn=turn), make_alert("b")]
    show.finish(parts_of())
    told = capsys.readouterr().out.split("Lines that changed\n\n")[1].splitlines()[0]
    assert told == "  2025-10-20  Talks again; takes back talks halted of 15 Oct"


async def test_the_end_says_who_what_and_where(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    for state in (make_state("RUS", mentions=3), make_state("PER")):
        board.take_state(Line("demarche.actors", 0, 0, state.key, codec.encode(state)))
    show = show_of(Paper(board), board)
    await show.run(0.0)
    capsys.readouterr()
    show.finish(parts_of())
    told = capsys.readouterr().out
    assert told.index("Rus") < told.index("Per")  # mentioned more
    assert "Lines that changed\n\n  none" in told
    assert "4 alerts: 4 talks" in told
    assert "http://127.0.0.1:8042/metrics   Kafka 127.0.0.1:9092" in told


def test_what_to_try_next_is_called_as_the_demo_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for called, told in ((".venv/bin/demarche", ".venv/bin/demarche"), ("-c", "demarche")):
        monkeypatch.setattr(module.sys, "argv", [called])
        assert f"\n  {told} demo --keep " in module._try_next(module._called())
    monkeypatch.setattr(module.shutil, "which", lambda _: "/bin/demarche")
    monkeypatch.setattr(module.sys, "argv", ["/bin/demarche"])
    assert module._called() == "demarche"


def test_a_demo_that_stays_says_how_other_terminals_find_it() -> None:
    told = module._elsewhere("demarche", Settings(kafka_url="127.0.0.1:9999", data_dir="/tmp/of-the-demo"))
    assert "export DEMARCHE_KAFKA_URL=127.0.0.1:9999 DEMARCHE_DATA_DIR=/tmp/of-the-demo\n" in told
    assert "demo --keep" not in told


async def test_without_a_broker_the_demo_ends_with_its_status_and_serves_no_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    @asynccontextmanager
    async def running(settings: Settings, roles: Roles, feeds: Sequence[Feed]) -> AsyncIterator[Running]:
        asked.extend(feed.url for feed in feeds)
        raise BrokerError("java-absent", "no Java here", "install one")
        yield

    monkeypatch.setattr(module, "running", running)
    assert await module._play(Settings(web_port=0), keep=False, step_s=0.0) == EXIT_NOT_READY
    assert "No broker: no Java here" in capsys.readouterr().err
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", urlsplit(asked[0]).port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_says_so_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    cut_off: list[tuple[float, int]] = []
    ended: list[bool] = []

    @asynccontextmanager
    async def running(settings: Settings, roles: Roles, feeds: Sequence[Feed]) -> AsyncIterator[Running]:
        os.kill(os.getpid(), number)
        try:
            await asyncio.sleep(30)
            yield parts_of()
        finally:
            ended.append(True)

    monkeypatch.setattr(module, "running", running)
    monkeypatch.setattr(module, "cut_off_after", lambda *given: cut_off.append(given))
    assert module.play(Settings(web_port=0), keep=False, step_s=0.0) == 130
    assert ended == [True]
    assert cut_off == [(module.STOP_S, 130)]
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[1:] == ["interrupted"]


def test_a_port_in_use_is_given_way_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = Settings(web_host="127.0.0.1", web_port=taken.getsockname()[1])
        assert module._free_port(busy).web_port == 0
    assert module._free_port(busy) == busy
