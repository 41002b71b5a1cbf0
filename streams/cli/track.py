"""`demarche track`: articles of a file through the worker's reader and tracker, in memory; the alerts in the end."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any, BinaryIO

import click
import orjson

from agents.following import Following, row_of
from streams.cli.lexicon import loaded
from streams.cli.lines import lines
from streams.cli.replay import article_of

_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)  # a file may tell of any day: no clock is looked at


@click.command("track")
@click.argument("source", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option("--jsonl", is_flag=True, required=True, help="One article a line in, one alert a line out.")
@click.option("--all", "each", is_flag=True, help="Every revision of every alert, in the order in which they came.")
def command(source: str | None, jsonl: bool, each: bool) -> None:
    """Follow the articles of a FILE or of standard input, in order, and show each happening that alerts, once.

    Lines as for `read --jsonl` and `replay`; a later line of the same `url` is a revision.  Nothing is published and
    no broker is needed.  `articles` names the lines by their `id`.  With `--all` each line says what was sent then: one
    that goes on `into` another alert is the last of its id.
    """

    def show(row: dict[str, Any]) -> None:
        row["articles"] = [names.get(article, article) for article in row["articles"]]
        sys.stdout.buffer.write(orjson.dumps(row) + b"\n")

    following, names, refused = Following(loaded()), dict[str, str](), 0
    with _file(source) as file:
        for number, line in enumerate(lines(file), 1):
            if line is not None and not line.strip():
                continue
            try:
                article = article_of(line, _FOREVER)
                names.setdefault(article.id, article.guid or article.id)
                revisions = following.follow(article)
            except (ValueError, TypeError, KeyError) as error:
                refused += 1
                click.echo(f"line {number}: {error}", err=True)
                continue
            for alert in revisions if each else ():
                show(row_of(alert) | {"into": alert.into})
    for row in () if each else following.rows():
        show(row)
    sys.stdout.buffer.flush()
    if refused:
        click.echo(f"{refused} lines refused", err=True)


def _file(source: str | None) -> AbstractContextManager[BinaryIO]:
    return open(source, "rb") if source else nullcontext(sys.stdin.buffer)
