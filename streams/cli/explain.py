"""`demarche explain`: all that stands behind one alert."""

from __future__ import annotations

from collections.abc import Collection
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

MOST_NAMED = 10


@click.command("explain")
@click.argument("alert_id")
@with_settings("kafka", "data")
def command(settings: Settings, alert_id: str) -> None:
    """Show all that stands behind an alert: every report, the rule, and the relation before and after.

    The beginning of an id is enough where it fits one alert; where it fits several they are named.
    """
    found = finish(_find(broker_url(settings), alert_id))
    if not found:
        raise click.ClickException(f"no alert {alert_id} is kept")
    if len(found) > 1 and alert_id not in found:
        raise click.ClickException(_which(alert_id, found.values()))
    click.echo(explanation(found.get(alert_id) or next(iter(found.values()))))


async def _find(url: str, alert_id: str) -> dict[str, Alert]:
    """Give the alerts whose ids begin so, the newest word on each."""
    found: dict[str, Alert] = {}
    async with Tail(url, [topics.alerts_topic(desk) for desk in DESKS]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            if line.value and alert_id.encode() in line.value:
                with suppress(CodecError):  # a broken record hides no alert behind it
                    alert = line.record(Alert)
                    if alert.id.startswith(alert_id):
                        found[alert.id] = alert
    return found


def _which(beginning: str, found: Collection[Alert]) -> str:
    newest = sorted(found, key=lambda alert: alert.at, reverse=True)
    rows = [f"  {alert.id}  {alert.at:%d %b %Y %H:%M}  {alert.headline}" for alert in newest[:MOST_NAMED]]
    more = [f"  and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
    return "\n".join([f"{len(found)} alerts begin with {beginning}; which one is meant?", *rows, *more])
