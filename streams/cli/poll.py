"""`demarche poll`: only the poller, the role of one container."""

from __future__ import annotations

import click

from streams.cli.options import with_settings
from streams.service import Roles, run
from streams.settings import Settings


@click.command("poll")
@with_settings("kafka", "data", "feeds", "poll", "web")
def command(settings: Settings) -> None:
    """Poll the feeds of the catalogue and publish their articles, until interrupted.

    Needs a broker: give --kafka-url, or start one with `demarche broker start`.
    """
    raise SystemExit(run(settings, Roles(poller=True)))
