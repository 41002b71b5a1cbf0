"""`demarche up`: everything in one process group, until Ctrl-C."""

from __future__ import annotations

import click

from streams.cli.options import with_settings
from streams.service import Roles, run
from streams.settings import Settings


@click.command("up")
@with_settings("kafka", "data", "broker", "feeds", "poll", "worker", "reading", "alerts", "web")
def command(settings: Settings) -> None:
    """Run broker (if none is given), topics, poller, worker, page and metrics."""
    raise SystemExit(run(settings, Roles(broker=True, poller=True, worker=True, page=True)))
