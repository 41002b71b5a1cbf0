"""`demarche page`: only the page, the role of one container."""

from __future__ import annotations

import click

from streams.cli.options import with_settings
from streams.service import Roles, run
from streams.settings import Settings


@click.command("page")
@with_settings("kafka", "data", "web")
def command(settings: Settings) -> None:
    """Serve the page with alerts and actors, until interrupted.

    Needs a broker: give --kafka-url, or start one with `demarche broker start`.
    """
    raise SystemExit(run(settings, Roles(page=True)))
