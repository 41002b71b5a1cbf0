"""`demarche feeds record` and `replay`: a polling session kept, and played again under a clock of its own.

Thin: parse arguments, call one function, print.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import IO

import click
import orjson

from agents.records import Feed
from streams.cli.options import with_settings
from streams.feeds import catalogue
from streams.feeds.fetch import Manner, fetch, session
from streams.feeds.simulation import Simulation, Step
from streams.feeds.tape import Entry, Player, TapeError, read_tape
from streams.settings import Settings


@click.command("record")
@click.argument("tape", type=click.File("ab"))
@click.option("--minutes", default=0.0, help="Ask again every --every seconds for so long; 0 asks once.")
@click.option("--every", default=300.0, help="Seconds between two rounds.")
@with_settings("feeds", "poll")
def record(settings: Settings, tape: IO[bytes], minutes: float, every: float) -> None:
    """Ask the feeds of the catalogue without condition and add their answers to a tape.  Publishes nothing."""
    try:
        feeds = catalogue.load_for(settings)
    except catalogue.CatalogueError as error:
        raise click.ClickException(str(error)) from error
    kept = asyncio.run(_record(feeds, settings, tape, minutes, every))
    click.echo(f"{kept} answers recorded", err=True)


@click.command("replay")
@click.argument("tape", type=click.File("rb"))
@click.option("--hours", default=24.0, help="How long to poll, by the clock of the tape, from its first answer on.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a poll, one a line.")
@with_settings("poll")
def replay(settings: Settings, tape: IO[bytes], hours: float, as_json: bool) -> None:
    """Poll a tape under a clock of its own: when each feed would be asked, and what would come of it."""
    try:
        player = Player(read_tape(tape))
        begin, _ = player.span
    except (TapeError, ValueError) as error:
        raise click.ClickException(f"nothing can be replayed: {error}") from error
    simulation = Simulation(player.feeds(), player, begin, settings.poll_interval_s, settings.poll_concurrency)
    for step in asyncio.run(simulation.run(begin + timedelta(hours=hours))):
        click.echo(_row(step) if as_json else _line(step))


VERBS = (record, replay)


async def _record(feeds: tuple[Feed, ...], settings: Settings, tape: IO[bytes], minutes: float, every: float) -> int:
    kept, end = 0, datetime.now(UTC) + timedelta(minutes=minutes)
    places = asyncio.Semaphore(settings.poll_concurrency)
    async with session(settings.poll_timeout_s, settings.poll_private_hosts) as web:

        async def ask(feed: Feed) -> Entry:
            async with places:
                manner = Manner(feed.headers, feed.proxy, feed.ca)
                answer = await fetch(web, feed.url, max_bytes=settings.poll_max_bytes, manner=manner)
            return Entry(datetime.now(UTC), feed.id, feed.url, answer)

        while True:
            for ended in asyncio.as_completed([ask(feed) for feed in feeds if feed.enabled]):
                tape.write((await ended).line())
                kept += 1
            tape.flush()
            if datetime.now(UTC) + timedelta(seconds=every) > end:
                return kept
            await asyncio.sleep(every)


def _line(step: Step) -> str:
    news = f"  {len(step.articles)} published" if step.articles else ""
    told = "".join(f"\n{'':22}{alert.kind}: {alert.headline}" for alert in step.alerts)
    return f"{step.at:%Y-%m-%d %H:%M:%S}   {step.feed:32} {step.verdict}{news}{told}"


def _row(step: Step) -> bytes:
    return orjson.dumps(
        {
            "at": step.at,
            "feed": step.feed,
            "verdict": step.verdict,
            "url": step.url,
            "articles": [article.title for article in step.articles],
            "alerts": [alert.kind for alert in step.alerts],
        }
    )
