"""`demarche worker`: one worker of the group; start more of them where one is not enough."""

from __future__ import annotations

import click

from streams.cli.options import with_settings
from streams.service import Roles, run
from streams.settings import Settings


@click.command("worker")
@with_settings("kafka", "data", "worker", "reading", "alerts", "web")
def command(settings: Settings) -> None:
    """Read articles and keep the actors' states; page and metrics beside it.

    Needs a broker: give --kafka-url, or start one with `demarche broker start`.
    """
    raise SystemExit(run(settings, Roles(worker=True, page=True)))
