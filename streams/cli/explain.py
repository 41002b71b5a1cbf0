"""`demarche explain`: all that stands behind one alert."""

from __future__ import annotations

from contextlib import suppress

import click

from agents.alerts import DESKS
from agents.records import Alert
from streams import topics
from streams.cli.options import with_settings
from streams.cli.reach import broker_url, finish
from streams.codec import CodecError
from streams.settings import Settings
from streams.tail import Tail
from streams.terminal import explanation


@click.command("explain")
@click.argument("alert_id")
@with_settings("kafka", "data")
def command(settings: Settings, alert_id: str) -> None:
    """Show all that stands behind an alert: every report, the rule, and the relation before and after."""
    alert = finish(_find(broker_url(settings), alert_id))
    if alert is None:
        raise click.ClickException(f"no alert {alert_id} is kept")
    click.echo(explanation(alert))


async def _find(url: str, alert_id: str) -> Alert | None:
    async with Tail(url, [topics.alerts_topic(desk) for desk in DESKS]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            if line.value and alert_id.encode() in line.value:
                with suppress(CodecError):  # a broken record hides no alert behind it
                    alert = line.record(Alert)
                    if alert.id.startswith(alert_id):
                        return alert
    return None
