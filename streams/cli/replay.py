"""`demarche replay`: articles from a file into the pipeline."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

import click
import msgspec
import orjson

from agents.records import Article
from streams import admin, topics
from streams.cli.lines import MOST_BYTES, arriving
from streams.cli.options import with_settings
from streams.cli.reach import broker_url, finish
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.feeds.replayed import replayed
from streams.settings import Settings
from streams.terminal import counted


@click.command("replay")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--rate",
    default=0.0,
    type=click.FloatRange(min=0),
    metavar="PER_SECOND",
    help="Articles a second; 0 sends as fast as possible.",
)
@with_settings("kafka", "data")
def command(settings: Settings, file: BinaryIO, rate: float) -> None:
    """Publish articles from a JSON-lines file (`-` for standard input) to the pipeline.

    A line has "text" and may have "id", "title", "url", "published" or "published_at", "fetched_at", "lang", "source".
    Its alerts are those of the day it was fetched, or published where that is not said.
    Lines that are no article are told on standard error and passed over; the exit status is then 1.
    """
    done = Done()
    try:
        finish(_publish(broker_url(settings), settings, arriving(file), rate, done))
    finally:  # after Ctrl-C too
        if done.published or done.refused:
            told = f"{counted(done.published, 'article')} published, {counted(done.refused, 'line')} refused"
            click.echo(told, err=True)
    sys.exit(1 if done.refused else 0)


@dataclass
class Done:
    """What became of the lines so far."""

    published: int = 0
    refused: int = 0


def article_of(line: bytes | None, latest: datetime | None = None) -> Article:
    """Make an article of a line; what it says of times after `latest`, by default now, is not believed.

    Raises ValueError, TypeError or KeyError where it is none.
    """
    if line is None:
        raise ValueError(f"longer than {MOST_BYTES} bytes")
    row: Any = orjson.loads(line)
    return replayed(row, latest or datetime.now(UTC))


async def _publish(url: str, settings: Settings, lines: AsyncIterator[bytes | None], rate: float, done: Done) -> None:
    await admin.ready(url, settings)
    outlet, number, known = Outlet(url, Ledger()), 0, set[str]()
    await outlet.start()
    try:
        async for line in lines:
            number += 1
            if line is not None and not line.strip():
                continue
            try:
                article = article_of(line)
                article = msgspec.structs.replace(article, revised=article.id in known)
                known.add(article.id)
                await outlet.send(topics.ARTICLES.name, article, article.key)
            except (ValueError, TypeError, KeyError) as error:  # TooLargeError is a ValueError too
                done.refused += 1
                click.echo(f"line {number}: {error}", err=True)
                continue
            done.published += 1
            if rate:
                await asyncio.sleep(1 / rate)
        await outlet.ledger.settle()
    finally:
        await outlet.stop()
