"""`demarche topics`: what the cluster's topics are, and should be."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Coroutine
from typing import Any, TypeVar

import click
import orjson

from streams import admin
from streams.admin import AdminError, Difference
from streams.broker import running_url
from streams.cli.options import with_settings
from streams.settings import Settings
from streams.topics import MADE

T = TypeVar("T")
as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group("topics")
def command() -> None:
    """List, plan and apply the topics of the program."""


@command.command("plan")
@as_json_option
@with_settings("kafka", "data")
def plan(settings: Settings, as_json: bool) -> None:
    """Say what `apply` would change; exit status 2 if there is anything."""
    rows = _ask(admin.plan(_url(settings), settings))
    _print(rows, as_json)
    raise SystemExit(2 if rows else 0)


@command.command("apply")
@as_json_option
@with_settings("kafka", "data")
def apply(settings: Settings, as_json: bool) -> None:
    """Make missing topics and mend settings; exit status 2 if something is left that cannot be mended."""
    rows = _ask(admin.apply(_url(settings), settings))
    _print(rows, as_json)
    raise SystemExit(0 if all(row.mended for row in rows) else 2)


@command.command("list")
@as_json_option
@with_settings("kafka", "data")
def list_topics(settings: Settings, as_json: bool) -> None:
    """List the topics of the program that exist."""
    means = {topic.name: topic.means for topic in MADE}
    rows = _ask(admin.listed(_url(settings), means))
    if as_json:
        for row in rows:
            click.echo(orjson.dumps({"name": row.name, "partitions": row.partitions, "config": row.own}))
        return
    table: list[tuple[str, ...]] = [("topic", "partitions", "kept", "what")]
    for row in rows:
        kept = (
            "newest of a key"
            if row.config.get("cleanup.policy") == "compact"
            else _days(row.config.get("retention.ms"))
        )
        table.append((row.name, str(row.partitions), kept, means[row.name]))
    _table(table)


def _url(settings: Settings) -> str:
    url = settings.kafka_url or running_url(settings)
    if not url:
        raise click.ClickException(
            "no broker is given and none runs here (give --kafka-url, or `demarche broker start`)"
        )
    return url


def _ask(question: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(question)
    except AdminError as error:
        raise click.ClickException(str(error)) from error


def _print(rows: list[Difference], as_json: bool) -> None:
    if as_json:
        for row in rows:
            click.echo(orjson.dumps(dataclasses.asdict(row) | {"mended": row.mended}))
    elif not rows:
        click.echo("all topics are as they should be")
    else:
        table: list[tuple[str, ...]] = [("topic", "change", "is", "should be", "")]
        for row in rows:
            left = "" if row.mended else "by hand: it would lose or move data"
            table.append((row.topic, f"{row.action} {row.setting}".strip(), row.is_now, row.should_be, left))
        _table(table)


def _table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _days(ms: str | None) -> str:
    return "for ever" if ms in (None, "-1") else f"{int(ms or 0) / 86_400_000:g} days"
