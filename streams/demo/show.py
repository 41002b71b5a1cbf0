"""The demo's performance: reveals the story day by day, shows the alerts as they come, ends with what changed.

Everything is the real thing: the poller polls a local server, the articles go through Kafka, and what is printed is
read from the alert topics by the page's own board.  Called by `demarche demo`.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import click
import uvloop

from agents.extraction.backend import BackendError
from agents.incidents import words
from agents.lexicon.errors import LexiconError
from agents.records import Alert
from streams import metrics
from streams.broker import BrokerError
from streams.demo.server import DemoServer
from streams.service import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_NOT_READY,
    EXIT_USAGE,
    STOP_S,
    Roles,
    Running,
    cut_off_after,
    running,
)
from streams.settings import Settings
from streams.terminal import actors_table, alert_text, counted
from streams.web.board import Board

POLL_S = 0.5  # how often the demo's feeds are polled
QUIET_S = 1.0  # the pipeline counts as done when nothing moved for this long
SOON_S = 0.3  # and a day's alerts as come
PATIENCE_S = 20.0


def play(settings: Settings, keep: bool, step_s: float) -> int:
    """Run the demo and give the exit status."""
    return uvloop.run(_play(settings, keep, step_s))


async def _play(settings: Settings, keep: bool, step_s: float) -> int:
    performance = asyncio.create_task(_perform(settings, keep, step_s))

    def interrupt() -> None:
        cut_off_after(STOP_S, EXIT_INTERRUPTED)
        performance.cancel()

    _on_signals(interrupt)
    try:
        return await performance
    except asyncio.CancelledError:
        click.echo("interrupted", err=True)
        return EXIT_INTERRUPTED


async def _perform(settings: Settings, keep: bool, step_s: float) -> int:
    began = monotonic()
    server = DemoServer(interval_s=POLL_S)
    await server.start()
    click.echo("Starting a real Kafka on this machine …", err=True)
    try:
        async with running(_free_port(settings), Roles(True, True, True, True), server.feeds()) as parts:
            click.echo(f"Everything runs after {monotonic() - began:.1f} s.  The page: {parts.page.url}\n", err=True)
            show = Show(server, parts.page.board, began)
            await show.run(step_s)
            show.finish(parts)
            if keep:
                await _stay(parts)
            else:
                click.echo(_try_next(_called()))
            cut_off_after(STOP_S)
    except BrokerError as error:
        click.echo(f"No broker: {error}", err=True)
        return EXIT_NOT_READY
    except BackendError as error:
        click.echo(str(error), err=True)
        return EXIT_USAGE
    except LexiconError as error:
        click.echo(f"The lexicon cannot be used: {error}", err=True)
        return EXIT_FAILED
    finally:
        await server.stop()
    return 0


def _on_signals(act: Callable[[], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, act)


async def _stay(parts: Running) -> None:
    """Say how other terminals find this demo, and wait for Ctrl-C: here it is the good end."""
    stop = asyncio.Event()
    _on_signals(stop.set)
    click.echo(_elsewhere(_called(), parts.settings))
    await stop.wait()


def _called() -> str:
    """Give the command as it was called, for lines to copy."""
    called = sys.argv[0]
    return called if Path(called).name == "demarche" and shutil.which("demarche") != called else "demarche"


def _try_next(command: str) -> str:
    return f"""
Try next:
  {command} demo --keep     stay up, and open the page
  {command} read FILE       what one text of yours says, with the evidence marked
  {command} up              the same on the world's feeds; `{command} watch` in another terminal"""


def _elsewhere(command: str, settings: Settings) -> str:
    return f"""
Staying up; Ctrl-C ends it.  For other terminals:
  export DEMARCHE_KAFKA_URL={settings.kafka_url} DEMARCHE_DATA_DIR={settings.data_dir}
  {command} watch --no-follow    every alert again; without the flag, new ones as they come
  {command} actors show RUS      one actor's line towards others
  {command} explain ID           all that stands behind an alert"""


def _free_port(settings: Settings) -> Settings:
    """Take any free port where the usual one is in use: two demos may run beside each other."""
    with suppress(OSError), socket.create_server((settings.web_host, settings.web_port)):
        return settings
    return replace(settings, web_port=0)


class Show:
    """Tells the story and what comes of it."""

    def __init__(self, server: DemoServer, board: Board, began: float) -> None:
        self._server = server
        self._board = board
        self._began = began
        self._seen: list[Alert] = []
        self._untold: list[Alert] = []

    async def run(self, step_s: float) -> None:
        """Reveal day after day and print the alerts meanwhile."""
        queue = self._board.listen()
        taking = asyncio.create_task(self._take(queue))
        try:
            await self._tell(step_s)
            await self._settled(QUIET_S)
            self._print()
        finally:
            taking.cancel()
            self._board.leave(queue)

    async def _tell(self, step_s: float) -> None:
        moments = self._server.moments()
        day = moments[0].date()
        while day <= moments[-1].date():
            out = self._server.reveal(datetime.combine(day, datetime.max.time(), moments[0].tzinfo))
            told = f"── {day:%A %-d %B %Y} ── {counted(out, 'article')} published so far"
            click.echo(click.style(told, fg="cyan"), err=True)
            await asyncio.gather(asyncio.sleep(step_s), self._settled(SOON_S))
            self._print()
            day += timedelta(days=1)

    async def _take(self, queue: asyncio.Queue[Alert | None]) -> None:
        while (alert := await queue.get()) is not None:
            if not self._seen:
                click.echo(f"(first alert {monotonic() - self._began:.1f} s after the start)", err=True)
            self._seen.append(alert)
            self._untold.append(alert)

    def _print(self) -> None:
        """Print a day's alerts in the order of their time; they come in that of partitions."""
        for alert in sorted(self._untold, key=lambda alert: alert.at):
            click.echo(alert_text(alert) + "\n")
        self._untold.clear()

    async def _settled(self, quiet_s: float) -> None:
        """Wait until every feed was polled once more and nothing moves in the pipeline."""
        polls = self._server.polls + 2 * len(self._server.outlets)
        until, moved, last = monotonic() + PATIENCE_S, monotonic(), (-1.0, -1.0)
        while monotonic() < until:
            reader, tracker = (metrics.ARTICLES.labels(stage)._value.get() for stage in ("reader", "tracker"))
            if (reader, tracker) != last:
                moved, last = monotonic(), (reader, tracker)
            if self._server.polls >= polls and monotonic() - moved > quiet_s:
                return
            await asyncio.sleep(0.1)

    def finish(self, parts: Running) -> None:
        """Print who is known and what changed."""
        states = self._board.top(12)
        click.echo(click.style("\nActors on whom most happened\n", bold=True))
        click.echo(actors_table(states))
        click.echo(click.style("\nLines that changed\n", bold=True))
        last = {alert.id: alert for alert in self._seen}
        changes = [_changed(alert) for alert in sorted(last.values(), key=lambda a: (a.day, a.id)) if alert.turn]
        click.echo("\n".join(changes) if changes else "  none")
        desks = Counter(a.desk for a in last.values())
        click.echo(f"\n{counted(len(last), 'alert')}: " + ", ".join(f"{n} {desk}" for desk, n in desks.most_common()))
        click.echo(f"Page {parts.page.url}   metrics {parts.page.url}/metrics   Kafka {parts.settings.kafka_url}")


def _changed(alert: Alert) -> str:
    turn = alert.turn
    since = f" of {turn.at:%-d %b}" if turn and turn.at else ""
    return f"  {alert.day}  {alert.headline}; takes back {words(turn.kind if turn else '')}{since}"
