"""The command `demarche`: each verb lives in a module of its own and is imported only when it is called.

Reading a text must not pay for Kafka's clients, so the group loads its verbs lazily.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

EXIT_INTERRUPTED = 130

# verb -> module that holds a click command of that name
VERBS = {
    "actors": "streams.cli.actors",
    "bench": "streams.cli.bench",
    "broker": "streams.cli.broker",
    "contracts": "streams.cli.contracts",
    "demo": "streams.cli.demo",
    "doctor": "streams.cli.doctor",
    "explain": "streams.cli.explain",
    "feeds": "streams.cli.feeds",
    "lexicon": "streams.cli.lexicon",
    "page": "streams.cli.page",
    "poll": "streams.cli.poll",
    "read": "streams.cli.read",
    "rebuild": "streams.cli.rebuild",
    "replay": "streams.cli.replay",
    "rules": "streams.cli.rules",
    "topics": "streams.cli.topics",
    "up": "streams.cli.up",
    "watch": "streams.cli.watch",
    "worker": "streams.cli.worker",
}


class Lazy(click.Group):
    """A group that imports a verb when it is called for, and ends as shells expect when it is interrupted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[name]), "command")  # noqa: B009
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # click would say "Aborted!" with the status of a failure
            click.echo("interrupted", err=True)
            raise SystemExit(EXIT_INTERRUPTED) from None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="demarche")
def main() -> None:
    """Says within seconds, from news feeds, when a government changes its line."""
