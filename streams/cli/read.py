"""`demarche read`: what one text says, without Kafka; and the batch form that benchmarks are built on."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import click
import orjson

from agents.batch import as_row, read_row
from agents.extraction import ALL, read
from agents.extraction.backend import Backend, BackendError
from agents.extraction.choice import RULES, chosen
from agents.lexicon import Lexicon
from streams.cli.lexicon import loaded
from streams.feeds.fetch import fetch, session
from streams.feeds.page import article_text
from streams.terminal import reading_text

FETCH_S = 20.0


@click.command("read")
@click.argument("source", required=False)
@click.option("--jsonl", is_flag=True, help="One JSON object a line on standard input, one out, in order.")
@click.option("--only", default="", metavar="KINDS", help="Only these: entities,quotes,signals.")
@click.option("--json", "as_json", is_flag=True, help="The findings as one JSON object.")
@click.option("--lang", default="", help="Language of the text (two letters); else it is guessed.")
@click.option("--names", "finder", default=RULES, show_default=True, help="Who finds names: as setting reading.names.")
def command(source: str | None, jsonl: bool, only: str, as_json: bool, lang: str, finder: str) -> None:
    """Read a FILE, a URL or standard input (-) and show entities, quotes and signals with their evidence."""
    wanted = frozenset(only.split(",")) if only else ALL
    if wanted - ALL:
        raise click.BadParameter(f"choose from {', '.join(sorted(ALL))}", param_hint="--only")
    try:
        backend = chosen(finder)
    except BackendError as error:
        raise click.ClickException(str(error)) from error
    lexicon = loaded()
    if jsonl:
        _batch(lexicon, wanted, backend)
        return
    if not source:
        raise click.UsageError("name a FILE or a URL, or - for standard input")
    reading = read(_text(source), lexicon, lang=lang, wanted=wanted, backend=backend)
    if as_json:
        click.echo(orjson.dumps(as_row(reading, source, wanted), option=orjson.OPT_INDENT_2))
    else:
        click.echo(reading_text(reading))


def _batch(lexicon: Lexicon, wanted: frozenset[str], backend: Backend | None) -> None:
    write = sys.stdout.buffer.write
    for line in sys.stdin.buffer:
        if line.strip():
            write(orjson.dumps(_found(line, lexicon, wanted, backend)) + b"\n")
    sys.stdout.buffer.flush()


def _found(line: bytes, lexicon: Lexicon, wanted: frozenset[str], backend: Backend | None) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": None, "error": "not a JSON object"}
    return read_row(row, lexicon, wanted, backend)


def _text(source: str) -> str:
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if source.startswith(("http://", "https://")):
        return asyncio.run(_page(source))
    try:
        return Path(source).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise click.ClickException(str(error)) from error


async def _page(url: str) -> str:
    async with session(FETCH_S, private_hosts=True) as http:
        answer = await fetch(http, url)
    if answer.outcome != "changed":
        raise click.ClickException(f"{url}: {answer.error}")
    return article_text(answer.body)
