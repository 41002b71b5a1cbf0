"""`demarche watch`: alerts (or findings) as they come; those that were there before, in the order of their time."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import click
import orjson

from agents.alerts import DESKS
from agents.lives import TAKEN_BACK
from agents.records import Alert, Findings, Record
from streams import codec, topics
from streams.broker.whereabouts import Where, whereabouts
from streams.cli.known import demand_known
from streams.cli.options import with_settings
from streams.cli.reach import Moment, broker_url, finish
from streams.delivery.notices import Notices, NotifyError
from streams.delivery.told import Told
from streams.following import followed
from streams.settings import Settings
from streams.tail import Line, Tail
from streams.terminal import alert_text

R = TypeVar("R", bound=Record)

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
@click.option("--updates", is_flag=True, help="Show each further revision too: corroborated, firmer.")
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
    updates: bool,
) -> None:
    """Follow the alert topics.  Joins no consumer group, so watching never disturbs the workers.

    Each alert is shown once; whatever takes back what was shown (corrected, denied, withdrawn, reversed) always is.
    """
    as_json = not sys.stdout.isatty() if as_json is None else as_json
    notices = _notices(addresses, findings)
    untold: list[str] = []
    told = Told()
    if findings:
        kinds = frozenset(findings.split(","))
        if kinds - frozenset(KINDS):
            raise click.BadParameter(f"choose from {', '.join(KINDS)}", param_hint="--findings")

        async def show_findings(found: Findings) -> None:
            _show_findings(found, kinds)

        shown: Shown[Any] = Shown(
            [topics.FINDINGS.name], Findings, lambda found: found.article.published_at, show_findings
        )
    else:

        async def show_alert(alert: Alert) -> None:
            revision = f"{alert.id} {alert.revision}"
            is_known = alert.id in told
            if not _wanted(alert, actor, severity) or revision in told or (is_known and not _is_told(alert, updates)):
                return
            told.add(revision)
            told.add(alert.id)
            click.echo(codec.encode(alert) if as_json else alert_text(alert) + "\n")
            if notices is not None and not await notices.send(alert):
                untold.append(alert.id)
                click.echo(f"{alert.id}: not every address took the notice", err=True)

        shown = Shown([topics.alerts_topic(d) for d in desks or DESKS], Alert, lambda alert: alert.at, show_alert)
    url = broker_url(settings)
    if actor:
        demand_known(actor, url)
    try:
        finish(_follow(whereabouts(settings), since, shown) if follow else _show_all(url, since, shown))
    except KeyboardInterrupt:  # the one way to end it
        if not follow:
            raise
    if untold:
        raise SystemExit(1)


def _is_told(alert: Alert, updates: bool) -> bool:
    """Tell whether a further revision of an alert is shown: all on demand, and whatever takes back what was shown."""
    return updates or alert.update in TAKEN_BACK


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """What is followed: topics, their record, its time, and what to do with each."""

    topics: list[str]
    record_type: type[R]
    at: Callable[[R], datetime]
    show: Callable[[R], Awaitable[None]]

    async def in_order(self, lines: Iterable[Line]) -> None:
        """Show records in the order of their time; those of many partitions come in none."""
        records = [record for line in lines if (record := self.record(line)) is not None]
        for record in sorted(records, key=self.at):
            await self.show(record)

    def record(self, line: Line) -> R | None:
        """Decode a record, or tell on standard error why it is none."""
        try:
            return line.record(self.record_type)
        except codec.CodecError as error:
            click.echo(f"{line.topic}:{line.partition}:{line.offset}: {error}", err=True)
            return None


def _notices(addresses: tuple[str, ...], findings: str) -> Notices | None:
    if not addresses:
        return None
    if findings:
        raise click.BadParameter("sends alerts, not findings", param_hint="--notify")
    try:
        return Notices(addresses)
    except NotifyError as error:
        raise click.BadParameter(str(error), param_hint="--notify") from error


async def _show_all(url: str, since: datetime | None, shown: Shown[R]) -> None:
    async with Tail(url, shown.topics) as tail:
        await (tail.from_beginning() if since is None else tail.from_time(since))
        await shown.in_order([line async for line in tail.until_end()])


async def _follow(where: Where, since: datetime | None, shown: Shown[R]) -> None:
    async def begin(tail: Tail) -> None:
        await (tail.from_now() if since is None else tail.from_time(since))

    held: list[Line] | None = []  # what was there before we came, to be shown in order
    async for line in followed(where, shown.topics, begin):
        if line is None:
            await shown.in_order(held or ())
            held = None
        elif held is not None:
            held.append(line)
        elif (record := shown.record(line)) is not None:
            await shown.show(record)


def _wanted(alert: Alert, actor: str, severity: str) -> bool:
    return SEVERITIES.index(alert.severity) >= SEVERITIES.index(severity) and (
        not actor or actor in (alert.actor_id, alert.counterpart_id)
    )


def _show_findings(found: Findings, kinds: frozenset[str]) -> None:
    row = orjson.loads(codec.encode(found))
    kept = {k: v for k, v in row.items() if k not in KINDS or k in kinds}
    if any(kept.get(kind) for kind in kinds):
        click.echo(orjson.dumps(kept))
