"""`demarche demo`: the whole pipeline on bundled feeds, from a local server to alerts on the screen."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from streams.cli.options import with_settings
from streams.demo.show import play
from streams.settings import Settings


@click.command("demo")
@click.option("--keep", is_flag=True, help="Stay up at the end, until Ctrl-C.")
@click.option("--step", default=2.0, show_default=True, help="Seconds that each day of the story takes.")
@with_settings("kafka", "data", "broker", "web")
def command(settings: Settings, keep: bool, step: float) -> None:
    """Poll five invented outlets over nine days of October 2025 and show the alerts as they come.

    Runs in a folder of its own that is deleted at the end, and needs no network.
    """
    with tempfile.TemporaryDirectory(prefix="demarche-demo-", ignore_cleanup_errors=True) as folder:
        own = replace(settings, data_dir=str(Path(folder)), poll_private_hosts=True)
        raise SystemExit(play(own, keep, step))
