"""`demarche actors`: who is known, and what is known of one."""

from __future__ import annotations

from dataclasses import asdict

import click
import orjson

from agents.lexicon.search import Meaning
from agents.lexicon.search import find as find_meanings
from agents.records import ActorState
from streams import codec, topics
from streams.cli.known import actor_called
from streams.cli.lexicon import loaded, role_line
from streams.cli.options import with_settings
from streams.cli.reach import broker_url, finish
from streams.settings import Settings
from streams.tail import latest
from streams.terminal import actors_table, state_text


@click.group("actors")
def command() -> None:
    """Show actors and their states."""


@command.command("top")
@click.option("-n", "most", default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines.")
@with_settings("kafka", "data")
def top(settings: Settings, most: int, as_json: bool) -> None:
    """List the actors on whom most has happened."""
    states = finish(latest(broker_url(settings), topics.ACTORS.name, ActorState))
    chosen = sorted(states.values(), key=lambda s: (-len(s.steps), -s.mentions, s.actor_id))[:most]
    if as_json:
        for state in chosen:
            click.echo(codec.encode(state))
    else:
        click.echo(actors_table(chosen))


@command.command("show")
@click.argument("words", metavar="ID_OR_NAME", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The record as it stands in demarche.actors.")
@with_settings("kafka", "data")
def show(settings: Settings, words: tuple[str, ...], as_json: bool) -> None:
    """Show one actor, by a name or any spelling of its id: its line towards others, incidents, words."""
    states = finish(latest(broker_url(settings), topics.ACTORS.name, ActorState))
    actor_id = actor_called(" ".join(words), {s.actor_id: s.name for s in states.values()})
    state = states.get(actor_id)
    if state is None:
        raise click.ClickException(f"nothing is known of {actor_id} yet; `demarche actors top` lists whom we know")
    click.echo(codec.encode(state) if as_json else state_text(state))


@command.command("find")
@click.argument("name", nargs=-1, required=True)
@click.option("-n", "most", default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines.")
def find(name: tuple[str, ...], most: int, as_json: bool) -> None:
    """Say what NAME may mean: ids, type, and offices with their dates; accents and case do not matter."""
    wanted = " ".join(name)
    found = find_meanings(wanted, loaded().names)[:most]
    if not found:
        raise click.ClickException(f"the lexicon knows nothing called {wanted}, nor with all its words in a name")
    for meaning in found:
        click.echo(orjson.dumps(asdict(meaning)).decode() if as_json else _lines(meaning))


def _lines(meaning: Meaning) -> str:
    kind = f"{meaning.kind}, a weak name" if meaning.weak else meaning.kind
    rows = [f"{click.style(meaning.name, bold=True)}  {meaning.type}  {kind}  {'  '.join(meaning.ids)}"]
    return "\n".join([*rows, *(f"    {role_line(role)}" for role in meaning.offices)])
