"""`demarche feeds`: read a document, try a feed, list and import catalogues; no Kafka.

Thin: parse arguments, call one function, print.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import orjson

from streams.feeds.parse import parse
from streams.feeds.rows import RefusedError, Row


@click.group("feeds")
def command() -> None:
    """Read, try, list and import feeds."""


@command.command("parse")
@click.option("--jsonl", is_flag=True, help="One JSON object a document, one a line.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def parse_files(jsonl: bool, paths: tuple[Path, ...]) -> None:
    """Read feed documents from files and print their entries."""
    for path in paths:
        row = read_file(path)
        if jsonl:
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
        else:
            click.echo(f"{path}: {row.get('error') or str(len(row['entries'])) + ' entries'}")
            for entry in row["entries"]:
                click.echo(f"  {entry['published'] or '-':25}  {entry['title'] or '-'}  {entry['link'] or ''}")
    sys.stdout.buffer.flush()


def read_file(path: Path) -> dict[str, Any]:
    """Read one document; whatever happens, an answer."""
    try:
        document = parse(path.read_bytes())
    except RefusedError as refusal:
        return {"id": str(path), "entries": [], "error": str(refusal)}
    except Exception as error:  # the answer says so, and the batch goes on
        return {"id": str(path), "entries": [], "error": f"{type(error).__name__}: {error}"}
    return {"id": str(path), "entries": [entry_of(row) for row in document.rows]}


def entry_of(row: Row) -> dict[str, str | None]:
    """Give a row as `feeds parse` prints it; null where the feed states nothing."""
    return {
        "title": row.title or None,
        "link": row.link or None,
        "published": row.published.isoformat() if row.published else None,
        "id": row.id or None,
    }
