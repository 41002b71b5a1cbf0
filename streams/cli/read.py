"""`demarche read`: what one text says, without Kafka; and the batch form that benchmarks are built on."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson

from agents.batch import PARSE, as_row, read_row
from agents.extraction import ALL, read
from agents.extraction.backend import Backend, BackendError
from agents.extraction.choice import RULES, chosen
from agents.lexicon import Lexicon
from streams.cli.lexicon import loaded
from streams.cli.lines import MOST_BYTES, lines
from streams.feeds.fetch import fetch, session
from streams.feeds.page import article_text
from streams.terminal import reading_text

FETCH_S = 20.0
MOST_UNREADABLE = 0.1  # share of characters; a stray one of an old encoding is none, a picture is a third or more

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@click.command("read")
@click.argument("source", required=False)
@click.option(
    "--jsonl",
    is_flag=True,
    help="One JSON object a line in, one out, in order; of standard input where no FILE is named.",
)
@click.option("--only", default="", metavar="KINDS", help="Only these: entities,quotes,signals,alerts.")
@click.option("--parse", "parsed", is_flag=True, help="With --jsonl: the clauses of each sentence and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="The findings as one JSON object.")
@click.option("--lang", default="", help="Language of the text (two letters); else it is guessed.")
@click.option("--names", "finder", default=RULES, show_default=True, help="Who finds names: as setting reading.names.")
@click.option("--tags", default=RULES, show_default=True, help="Who tags words: as setting reading.tags.")
def command(
    source: str | None, jsonl: bool, parsed: bool, only: str, as_json: bool, lang: str, finder: str, tags: str
) -> None:
    """Read a FILE, a URL or standard input (-) as news of today and show what it names, quotes and reports."""
    if parsed and not jsonl:
        raise click.UsageError("--parse goes with --jsonl")
    wanted = frozenset(only.split(",")) if only else ALL
    if wanted - ALL:
        raise click.BadParameter(f"choose from {', '.join(sorted(ALL))}", param_hint="--only")
    try:
        backend = chosen(finder, tags)
    except BackendError as error:
        raise click.ClickException(str(error)) from error
    if jsonl:
        with _lines_of(source or "-") as file:
            _batch(file, loaded(), PARSE if parsed else wanted, backend)
        return
    if not source:
        raise click.UsageError("name a FILE or a URL, or - for standard input")
    text = _text(source)
    if not text.strip():
        raise click.ClickException(f"nothing was read: {_named(source)} has no text")
    now = datetime.now(UTC)
    reading = read(text, loaded(), lang=lang, published_at=now, wanted=wanted, backend=backend)
    if as_json:
        row = as_row(reading, click.format_filename(source), wanted, loaded(), published_at=now)
        click.echo(orjson.dumps(row, option=orjson.OPT_INDENT_2))
    else:
        click.echo(reading_text(reading, loaded().alerts, wanted))


def _lines_of(source: str) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        return nullcontext(sys.stdin.buffer)
    if _SCHEME.match(source):
        raise click.UsageError("--jsonl reads a FILE or standard input")
    with _told(source):
        return open(source, "rb")


def _batch(file: BinaryIO, lexicon: Lexicon, wanted: frozenset[str], backend: Backend | None) -> None:
    """Answer every line; tell on standard error how many were refused.  A refused line is an answer, no failure."""
    answered = refused = 0
    for line in lines(file):
        if line is None or line.strip():
            found = _found(line, lexicon, wanted, backend)
            sys.stdout.buffer.write(orjson.dumps(found) + b"\n")
            answered += 1
            refused += "error" in found
    sys.stdout.buffer.flush()
    if refused:
        click.echo(f'{refused} of {answered} lines refused: see "error" in the output', err=True)


def _found(line: bytes | None, lexicon: Lexicon, wanted: frozenset[str], backend: Backend | None) -> dict[str, Any]:
    if line is None:
        return {"id": None, "error": f"the line is longer than {MOST_BYTES} bytes"}
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": None, "error": "not a JSON object"}
    return read_row(row, lexicon, wanted, backend)


def _text(source: str) -> str:
    if source == "-":
        return _decoded(sys.stdin.buffer.read(), source)
    if source.startswith(("http://", "https://")):
        return asyncio.run(_page(source))
    if scheme := _SCHEME.match(source):
        raise click.ClickException(f"{scheme[0]} cannot be fetched: give a file, or an address in http:// or https://")
    with _told(source):
        return _decoded(Path(source).read_bytes(), source)


@contextmanager
def _told(source: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise click.ClickException(f"there is no such file: {source}") from None
    except OSError as error:
        raise click.ClickException(f"{source} cannot be read: {error.strerror}") from error


def _decoded(data: bytes, source: str) -> str:
    """Read bytes as UTF-8; some that are none are passed over, but what is mostly none is refused."""
    text = data.decode("utf-8", "replace")
    if "\0" in text or text.count("\ufffd") > MOST_UNREADABLE * len(text):
        raise click.ClickException(f"{_named(source)} is not text in UTF-8")
    return text


def _named(source: str) -> str:
    return "standard input" if source == "-" else source


async def _page(url: str) -> str:
    async with session(FETCH_S, private_hosts=True) as http:
        answer = await fetch(http, url)
    if answer.outcome != "changed":
        raise click.ClickException(f"{url}: {answer.error}")
    return article_text(answer.body)
