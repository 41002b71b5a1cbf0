"""`demarche bench`: what reading costs on this machine, beside a peer, as JSON."""

from __future__ import annotations

import click
import orjson

from agents.extraction.backend import BackendError
from agents.extraction.choice import RULES
from agents.lexicon.errors import LexiconError
from streams.bench import measure


@click.command("bench")
@click.option("--names", default=RULES, show_default=True, help="Who finds names: as setting reading.names.")
@click.option("--tags", default=RULES, show_default=True, help="Who tags words: as setting reading.tags.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="The best one counts.")
def command(names: str, tags: str, rounds: int) -> None:
    """Measure the CPU time of each step of reading, and of spaCy's tokeniser beside it; prints JSON."""
    try:
        found = measure(names, rounds, tags)
    except (BackendError, LexiconError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2))
