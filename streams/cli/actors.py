"""`demarche actors`: who is known, and what is known of one."""

from __future__ import annotations

import click

from agents.records import ActorState
from streams import codec, topics
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
    chosen = sorted(states.values(), key=lambda s: (-len(s.incidents), -s.mentions, s.actor_id))[:most]
    if as_json:
        for state in chosen:
            click.echo(codec.encode(state))
    else:
        click.echo(actors_table(chosen))


@command.command("show")
@click.argument("actor_id")
@click.option("--json", "as_json", is_flag=True, help="The record as it stands in demarche.actors.")
@with_settings("kafka", "data")
def show(settings: Settings, actor_id: str, as_json: bool) -> None:
    """Show one actor: its line towards others, incidents, words."""
    state = finish(latest(broker_url(settings), topics.ACTORS.name, ActorState)).get(actor_id)
    if state is None:
        raise click.ClickException(f"nothing is known of {actor_id}; `demarche actors top` lists whom we know")
    click.echo(codec.encode(state) if as_json else state_text(state))
