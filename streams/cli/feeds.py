"""`demarche feeds`: read a document, try a feed; the verbs on lists of feeds stand in `feed_lists.py`.

Thin: parse arguments, call one function, print.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import orjson

from streams.cli.feed_lists import VERBS
from streams.cli.feed_tapes import VERBS as TAPES
from streams.cli.options import with_settings
from streams.feeds import packs
from streams.feeds.parse import parse
from streams.feeds.rows import RefusedError, Row
from streams.feeds.trial import Trial, try_feed
from streams.feeds.trying import try_all
from streams.settings import Settings
from streams.terminal import counted


@click.group("feeds")
def command() -> None:
    """Read and try feeds, keep lists of them, see how they do."""


for _verb in (*VERBS, *TAPES):
    command.add_command(_verb)


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


@command.command("check")
@click.argument("where", required=False)
@click.option("--pack", metavar="REGION", help="Try all feeds of a pack that is shipped, a line each.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed.")
@with_settings("poll")
def check(settings: Settings, where: str | None, pack: str | None, as_json: bool) -> None:
    """Fetch a feed (URL or file) once and show what came.  Ends with 1 where it cannot be polled."""
    if (where is None) == (pack is None):
        raise click.UsageError("name an address, a file or a --pack")
    if where is None:
        raise SystemExit(asyncio.run(_check_all(str(pack), settings, as_json)))
    trial = asyncio.run(try_feed(where, settings, datetime.now(UTC)))
    click.echo(orjson.dumps(trial_row(trial)).decode() if as_json else trial_text(trial))
    raise SystemExit(1 if trial.error else 0)


async def _check_all(name: str, settings: Settings, as_json: bool) -> int:
    try:
        feeds = packs.pack(name)
    except packs.UnknownPackError as error:
        raise click.ClickException(str(error)) from error
    well = 0
    async for feed, trial in try_all(feeds, settings):
        well += not trial.error
        if as_json:
            click.echo(orjson.dumps({"id": feed.id} | trial_row(trial) | {"entries": len(trial.articles)}))
        else:
            click.echo(f"{feed.id:32} {trial.error or counted(len(trial.articles), 'article')}")
    click.echo(f"{well} of {counted(len(feeds), 'feed')} can be polled", err=True)
    return 0 if well == len(feeds) else 1


def read_file(path: Path) -> dict[str, Any]:
    """Read one document; whatever happens, an answer."""
    name = click.format_filename(path)  # JSON holds no stray bytes
    try:
        document = parse(path.read_bytes())
    except RefusedError as refusal:
        return {"id": name, "entries": [], "error": str(refusal)}
    except Exception as error:  # the answer says so, and the batch goes on
        return {"id": name, "entries": [], "error": f"{type(error).__name__}: {error}"}
    return {"id": name, "entries": [entry_of(row) for row in document.rows]}


def entry_of(row: Row) -> dict[str, str | None]:
    """Give a row as `feeds parse` prints it; null where the feed states nothing."""
    return {
        "title": row.title or None,
        "link": row.link or None,
        "published": row.published.isoformat() if row.published else None,
        "id": row.id or None,
    }


def trial_row(trial: Trial) -> dict[str, Any]:
    """Give a trial as `feeds check --json` prints it."""
    return {
        "where": click.format_filename(trial.where),
        "error": trial.error or None,
        "status": trial.answer.status or None,
        "seconds": trial.answer.seconds,
        "bytes": len(trial.answer.body),
        "headers": dict(trial.answer.headers),
        "moved_to": trial.answer.moved_to or None,
        "format": trial.document.format if trial.document else None,
        "articles": len(trial.articles),
        "dropped": dict(trial.dropped),
        "leads": list(trial.leads),
        "next_poll_at": trial.next_poll_at.isoformat() if trial.next_poll_at else None,
        "entries": [entry_of(row) for row in trial.document.rows] if trial.document else [],
    }


def trial_text(trial: Trial) -> str:
    """Give a trial as text for a terminal: the answer, then the articles it would make."""
    answer, document = trial.answer, trial.document
    lines = [f"{trial.where}: {trial.error or 'well'}"]
    if answer.status:
        lines.append(f"  status {answer.status}, {len(answer.body)} bytes in {answer.seconds:.2f} s")
        lines += [f"  {name}: {value}" for name, value in answer.headers.items()]
    if answer.moved_to:
        lines.append(f"  moved for good to {answer.moved_to}")
    if trial.next_poll_at:
        lines.append(f"  would be polled again at {trial.next_poll_at:%Y-%m-%d %H:%M:%S} UTC")
    if document:
        lines.append(f"  {document.format} of {document.title or 'no name'}, {len(document.rows)} entries")
    if trial.leads:
        lines += ["  it names:", *(f"    {lead}" for lead in trial.leads), "  try: demarche feeds check ADDRESS"]
    if trial.dropped:
        told = ", ".join(f"{count} {reason}" for reason, count in trial.dropped.items())
        lines.append(f"  {counted(len(trial.articles), 'article')}; entries that make none: {told}")
    for article in trial.articles:
        when = f"{article.published_at:%Y-%m-%d %H:%M} {article.published_trust}"
        lines.append(f"  {when:24}  {article.title[:90]}  ({len(article.text)} characters)")
    return "\n".join(lines)
