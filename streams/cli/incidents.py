"""`demarche incidents`: what happened, out of the topic that forgets nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches

import click

from agents.incidents import fuller
from agents.records import Incident
from agents.relations import are_between
from streams import codec, topics
from streams.cli.known import actor_called
from streams.cli.lexicon import loaded
from streams.cli.options import with_settings
from streams.cli.reach import Moment, broker_url, finish
from streams.settings import Settings
from streams.tail import latest
from streams.terminal import counted, incident_row


@click.command("incidents")
@click.option("--actor", default="", metavar="ID_OR_NAME", help="Only those in which this actor took part.")
@click.option("--pair", nargs=2, default=None, metavar="A B", help="Only those between these two, whoever did it.")
@click.option("--kind", default="", help="Only of this kind, as `demarche rules list` names them.")
@click.option("--since", type=Moment(), help="Only of this day or later: 3d ago, or an ISO date.")
@click.option("--until", type=Moment(), help="Only of this day or earlier.")
@click.option("--json", "as_json", is_flag=True, help="The records as they stand in demarche.incidents, one a line.")
@with_settings("kafka", "data")
def command(
    settings: Settings,
    actor: str,
    pair: tuple[str, str] | None,
    kind: str,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """List happenings, also those that raised no alert, one a line, the latest last.

    Of each: its day, what happened, how far it got, the independent sources and copies that tell it, and its id, which
    is that of its alert.
    """
    found = finish(latest(broker_url(settings), topics.INCIDENTS.name, Incident))
    known = parties_of(found.values())
    sides = [actor_called(words, known) for words in pair] if pair else []
    concerned = actor_called(actor, known) if actor else ""
    wanted = _kind(kind, {i.signal for i in found.values()}) if kind else ""
    shown = [
        i
        for i in by_day(found.values())
        if (not concerned or concerned in i.parties)
        and (not sides or are_between(i, *sides))
        and (not wanted or i.signal == wanted)
        and (since is None or i.day >= since.date().isoformat())
        and (until is None or i.day <= until.date().isoformat())
    ]
    for incident in shown:
        click.echo(codec.encode(incident) if as_json else incident_row(incident))
    if not shown:
        click.echo(f"of {counted(len(found), 'incident')} known none is asked for", err=True)


def parties_of(incidents: Iterable[Incident]) -> Mapping[str, str]:
    """Give all who took part in incidents, each with the fullest name."""
    named: dict[str, str] = {}
    for i in incidents:
        for actor, name in zip(i.parties, i.source_names + i.target_names, strict=True):
            named[actor] = fuller(named.get(actor, ""), name)
    return named


def by_day(incidents: Iterable[Incident]) -> list[Incident]:
    """Put incidents in order, the latest last."""
    return sorted(incidents, key=lambda i: (i.day, i.at, i.id))


def _kind(given: str, told: Iterable[str]) -> str:
    kinds = {rule.signal for rule in loaded().rules.rules if rule.signal} | {*told}
    name = "_".join(given.casefold().replace("-", " ").replace("_", " ").split())
    if name in kinds:
        return name
    near = sorted(k for k in kinds if name and name in k)[:5] or get_close_matches(name, sorted(kinds), 5)
    said = f"the nearest are {', '.join(near)}" if near else "`demarche rules list` names them all"
    raise click.BadParameter(f"no kind is called {given}; {said}", param_hint="--kind")
