"""`demarche doctor`: is everything there that the program needs, and what to do where not."""

from __future__ import annotations

import asyncio
import dataclasses

import click
import orjson

from streams.cli.options import with_settings
from streams.doctor import examine
from streams.settings import Settings

_COLOUR = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_settings("kafka", "data", "feeds", "web")
def command(settings: Settings, as_json: bool) -> None:
    """Check everything the program stands on; exit status 1 if something fails."""
    checks = asyncio.run(examine(settings))
    for check in checks:
        if as_json:
            click.echo(orjson.dumps(dataclasses.asdict(check)))
            continue
        click.echo(f"{click.style(f'{check.state:4}', fg=_COLOUR[check.state])}  {check.name:9} {check.detail}")
        if check.hint:
            click.echo(f"                → {check.hint}")
    raise SystemExit(1 if any(check.state == "fail" for check in checks) else 0)
