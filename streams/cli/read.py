"""`demarche read`: what one text says, without Kafka."""

from __future__ import annotations

import sys

import click
import orjson

from agents.batch import read_row
from agents.extraction import ALL
from agents.lexicon import load


@click.command("read")
@click.option("--jsonl", is_flag=True, help="One JSON object a line in, one out.")
@click.option("--only", default="", help="Comma-separated: entities, quotes, signals.")
def command(jsonl: bool, only: str) -> None:
    """Read texts and print their entities, quotes and signals."""
    lexicon = load()
    wanted = frozenset(only.split(",")) if only else ALL
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            found = {"id": None, "error": f"not JSON: {error}"}
        else:
            found = read_row(row, lexicon, wanted)
        sys.stdout.buffer.write(orjson.dumps(found) + b"\n")
    sys.stdout.buffer.flush()
