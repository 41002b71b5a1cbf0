"""`demarche replay`: articles from a file into the pipeline."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import click
import orjson

from agents.records import Article
from streams import admin, topics
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
    refused: list[str] = []
    url = broker_url(settings)
    sent = finish(_publish(url, settings, _articles(file, refused), rate))
    click.echo(f"{counted(sent, 'article')} published, {counted(len(refused), 'line')} refused", err=True)
    sys.exit(1 if refused else 0)


def _articles(file: Iterable[bytes], refused: list[str]) -> Iterator[Article]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row: Any = orjson.loads(line)
            yield replayed(row, datetime.now(UTC))
        except (ValueError, TypeError, KeyError) as error:
            refused.append(f"line {number}: {error}")
            click.echo(refused[-1], err=True)


async def _publish(url: str, settings: Settings, articles: Iterable[Article], rate: float) -> int:
    await admin.ready(url, settings)
    outlet, sent = Outlet(url, Ledger()), 0
    await outlet.start()
    try:
        for article in articles:
            await outlet.send(topics.ARTICLES.name, article, article.key)
            sent += 1
            if rate:
                await asyncio.sleep(1 / rate)
        await outlet.ledger.settle()
    finally:
        await outlet.stop()
    return sent
