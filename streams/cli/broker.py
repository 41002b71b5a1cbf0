"""`demarche broker`: an Apache Kafka in the background of this machine, for development and small installations."""

from __future__ import annotations

import asyncio
import dataclasses
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import click
import orjson

from streams.broker import BrokerError, EmbeddedBroker, background
from streams.cli.options import with_settings
from streams.settings import Settings


@click.group("broker")
def command() -> None:
    """Start, stop and look at the embedded Kafka."""


@command.command("install")
@with_settings("data", "broker")
def install(settings: Settings) -> None:
    """Fetch Kafka's jars and prepare them by one short run, so that later starts need no network and little time."""
    with _told():
        asyncio.run(_try(settings))
    click.echo("Kafka is ready to be started")


async def _try(settings: Settings) -> None:
    with tempfile.TemporaryDirectory(prefix="demarche-", ignore_cleanup_errors=True) as folder:
        async with EmbeddedBroker(dataclasses.replace(settings, data_dir=folder)):
            pass


@command.command("start")
@with_settings("data", "broker")
def start(settings: Settings) -> None:
    """Start the broker and leave it running in the background; prints its address."""
    with _told():
        url = asyncio.run(_start(settings))
    click.echo(url)


async def _start(settings: Settings) -> str:
    if running := await asyncio.to_thread(background.running_url, settings):
        return running
    broker = EmbeddedBroker(settings, detached=True)
    await broker.start()
    url = broker.url
    await broker.stop()  # lets go of it; it stays
    return url


@command.command("stop")
@with_settings("data")
def stop(settings: Settings) -> None:
    """Stop the broker that runs in the background."""
    with _told():
        click.echo("stopped" if background.stop_background(settings) else "no broker was running")


@command.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@with_settings("data")
def status(settings: Settings, as_json: bool) -> None:
    """Say whether a broker runs, where, and what it takes; exit status 1 if none does."""
    found = background.status(settings)
    if as_json:
        click.echo(orjson.dumps(found))
    else:
        for field in dataclasses.fields(found):
            value = getattr(found, field.name)
            click.echo(f"{field.name:8}  {'-' if value in (None, '') else value}")
    raise SystemExit(0 if found.running else 1)


@command.command("clean")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings("data")
def clean(settings: Settings, yes: bool) -> None:
    """Delete all topics and records of the embedded broker on this data directory."""
    if not yes:
        click.confirm(f"Delete everything in {background.status(settings).folder}?", abort=True)
    with _told():
        click.echo(f"freed {background.clean(settings) / 1e6:.1f} MB")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokerError as error:
        raise click.ClickException(str(error)) from error
