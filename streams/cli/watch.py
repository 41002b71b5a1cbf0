"""`demarche watch`: alerts (or findings) as they come."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime

import click
import orjson

from agents.alerts import DESKS
from agents.records import Alert, Findings
from streams import codec, topics
from streams.cli.options import with_settings
from streams.cli.reach import Moment, broker_url, finish
from streams.delivery.notices import Notices, NotifyError
from streams.settings import Settings
from streams.tail import Line, Tail
from streams.terminal import alert_text

SEVERITIES = ("low", "medium", "high", "critical")
KINDS = ("mentions", "quotes", "signals")


@click.command("watch")
@click.option("--desk", "desks", multiple=True, type=click.Choice(list(DESKS)), help="Only this desk; may be repeated.")
@click.option("--actor", default="", help="Only alerts that concern this actor id, on either side.")
@click.option("--severity", type=click.Choice(SEVERITIES), default="low", help="This severe or more.")
@click.option("--since", type=Moment(), help="Begin at 2h, 3d ago or an ISO time; without it, now.")
@click.option("--findings", default="", metavar="KINDS", help="Follow findings instead: quotes,signals,mentions.")
@click.option("--follow/--no-follow", default=True, help="Go on, or end with what is there.")
@click.option(
    "--notify",
    "addresses",
    multiple=True,
    metavar="ADDRESS",
    help="Send each alert to this Apprise address too (extra notify); may be repeated.",
)
@click.option("--json/--text", "as_json", default=None, help="JSON lines (into a pipe) or text (on a terminal).")
@with_settings("kafka", "data")
def command(
    settings: Settings,
    desks: tuple[str, ...],
    actor: str,
    severity: str,
    since: datetime | None,
    findings: str,
    follow: bool,
    addresses: tuple[str, ...],
    as_json: bool | None,
) -> None:
    """Follow the alert topics.  Joins no consumer group, so watching never disturbs the workers."""
    as_json = not sys.stdout.isatty() if as_json is None else as_json
    notices = _notices(addresses, findings)
    untold: list[str] = []
    if findings:
        kinds = frozenset(findings.split(","))
        if kinds - frozenset(KINDS):
            raise click.BadParameter(f"choose from {', '.join(KINDS)}", param_hint="--findings")
        names = [topics.FINDINGS.name]

        async def show(line: Line) -> None:
            _show_findings(line.record(Findings), kinds)

    else:
        names = [topics.alerts_topic(d) for d in desks or DESKS]

        async def show(line: Line) -> None:
            alert = line.record(Alert)
            if not _wanted(alert, actor, severity):
                return
            click.echo(codec.encode(alert) if as_json else alert_text(alert) + "\n")
            if notices is not None and not await notices.send(alert):
                untold.append(alert.id)
                click.echo(f"{alert.id}: not every address took the notice", err=True)

    finish(_follow(broker_url(settings), names, since, follow, show))
    if untold:
        raise SystemExit(1)


def _notices(addresses: tuple[str, ...], findings: str) -> Notices | None:
    if not addresses:
        return None
    if findings:
        raise click.BadParameter("sends alerts, not findings", param_hint="--notify")
    try:
        return Notices(addresses)
    except NotifyError as error:
        raise click.BadParameter(str(error), param_hint="--notify") from error


async def _follow(
    url: str, names: list[str], since: datetime | None, follow: bool, show: Callable[[Line], Awaitable[None]]
) -> None:
    async with Tail(url, names) as tail:
        if since is not None:
            await tail.from_time(since)
        elif follow:
            await tail.from_now()
        else:
            await tail.from_beginning()
        async for line in tail.lines() if follow else tail.until_end():
            try:
                await show(line)
            except codec.CodecError as error:
                click.echo(f"{line.topic}:{line.partition}:{line.offset}: {error}", err=True)


def _wanted(alert: Alert, actor: str, severity: str) -> bool:
    return SEVERITIES.index(alert.severity) >= SEVERITIES.index(severity) and (
        not actor or actor in (alert.actor_id, alert.counterpart_id)
    )


def _show_findings(found: Findings, kinds: frozenset[str]) -> None:
    row = orjson.loads(codec.encode(found))
    kept = {k: v for k, v in row.items() if k not in KINDS or k in kinds}
    if any(kept.get(kind) for kind in kinds):
        click.echo(orjson.dumps(kept))
