"""`demarche relations`: how two actors stand to each other, and what happened between them."""

from __future__ import annotations

import click
import msgspec
import orjson

from agents.records import ActorState, Incident, Relation
from agents.relations import are_between
from streams import topics
from streams.cli.incidents import by_day, parties_of
from streams.cli.known import actor_called
from streams.cli.options import with_settings
from streams.cli.reach import broker_url, finish
from streams.settings import Settings
from streams.tail import latest
from streams.terminal import incident_row, relation_text


@click.command("relations")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the relations by who acts, and the incidents.")
@with_settings("kafka", "data")
def command(settings: Settings, one: str, other: str, as_json: bool) -> None:
    """Show how A and B stand to each other: level, trend and last words both ways, and what happened between them.

    A and B are ids in any spelling, or names.
    """
    url = broker_url(settings)
    states = finish(latest(url, topics.ACTORS.name, ActorState))
    incidents = finish(latest(url, topics.INCIDENTS.name, Incident))
    names = {**parties_of(incidents.values()), **{s.actor_id: s.name for s in states.values()}}
    a, b = (actor_called(words, names) for words in (one, other))
    if a == b:
        raise click.UsageError(f"{one} and {other} are both {a}")
    ways = [(source, target, _towards(states, source, target)) for source, target in ((a, b), (b, a))]
    between = by_day(i for i in incidents.values() if are_between(i, a, b))
    if as_json:
        told = {source: msgspec.to_builtins(relation) for source, _, relation in ways}
        click.echo(orjson.dumps({"relations": told, "incidents": [msgspec.to_builtins(i) for i in between]}))
        return
    for source, target, relation in ways:
        click.echo(relation_text(names.get(source, source), names.get(target, target), relation))
    if between:
        click.echo()
    for incident in between:
        click.echo(incident_row(incident))


def _towards(states: dict[str, ActorState], source: str, target: str) -> Relation | None:
    state = states.get(source)
    return state.relations.get(target) if state is not None else None
