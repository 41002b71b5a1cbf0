"""The verbs of `demarche feeds` on lists of feeds: list, import, export, add, remove, poll-now, status, audit.

Thin: parse arguments, call one function, print.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click
import orjson

from agents.records import Feed
from streams.cli.options import with_settings
from streams.cli.reach import broker_url, finish
from streams.feeds import catalogue, packs, register
from streams.feeds.audit import audit, states, told
from streams.feeds.opml import Imported, LeftOut, read_opml, write_opml
from streams.feeds.status import statuses, table
from streams.feeds.trial import discovered
from streams.settings import Settings
from streams.terminal import counted

T = TypeVar("T")


@click.command("list")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed, one a line.")
def list_feeds(file: Path | None, as_json: bool) -> None:
    """List the feeds of a catalogue or OPML file; of the bundled one if no file is given."""
    for feed in _read(file or catalogue.BUNDLED).feeds:
        if as_json:
            row = {"id": feed.id, "url": feed.url, "name": feed.name, "lang": feed.lang, "enabled": feed.enabled}
            click.echo(orjson.dumps(row | {"interval_s": feed.interval_s or None, "group": feed.group or None}))
        else:
            click.echo(f"{feed.id:24} {feed.lang:3} {'' if feed.enabled else '(off) '}{feed.name:32} {feed.url}")


@click.command("import")
@click.argument("opml", type=click.Path(path_type=Path, exists=True))
def import_feeds(opml: Path) -> None:
    """Print the feeds of an OPML file as TOML, for a catalogue of your own.  What is left out is told, with the reason.

    Ends with 1 where there is none.
    """
    found = _read(opml, opml=True)
    click.echo(catalogue.write(found.feeds), nl=False)
    _tell(found)


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--toml", is_flag=True, help="A catalogue of ours, with all that is set; OPML is for other programs.")
@with_settings("kafka", "data")
def export_feeds(settings: Settings, file: Path | None, toml: bool) -> None:
    """Print the feeds that are polled, or those of a file, as OPML (or TOML)."""
    if file is not None:
        feeds: Iterable[Feed] = _read(file).feeds
    else:
        known = finish(register.polled(broker_url(settings)))
        feeds = sorted(known.values(), key=lambda feed: (feed.group, feed.id))
    click.echo(catalogue.write(tuple(feeds)) if toml else write_opml(feeds), nl=False)


@click.command("add")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--pack", metavar="REGION", help=f"Feeds that are shipped: {', '.join(packs.names())}.")
@click.option("--discover", metavar="ADDRESS", help="Add the feed of this address, or the one that its page names.")
@with_settings("kafka", "data", "poll")
def add_feeds(settings: Settings, file: Path | None, pack: str | None, discover: str | None) -> None:
    """Add the feeds of a TOML catalogue, an OPML file or a pack to those that are polled, or change them.

    A feed whose address is polled already keeps its id.  Ends with 1 where nothing can be added.
    """
    if [file, pack, discover].count(None) != 2:
        raise click.UsageError("name a file, a --pack, or an address with --discover")
    if pack is not None:
        found = Imported(_told(lambda: packs.pack(pack)), ())
    else:
        found = _read(file) if file is not None else _discovered(str(discover), settings)
    if not found.feeds:
        _tell(found)
    added = finish(register.add(broker_url(settings), found.feeds))
    told = [f"{counted(len(added.new), 'feed')} added"]
    told += [f"{len(added.changed)} changed"] if added.changed else []
    told += [f"{len(added.same)} as they were"] if added.same else []
    click.echo(", ".join(told))
    for wanted, there in added.kept:
        click.echo(f"{wanted} is polled under the id {there}", err=True)
    _tell(found)


@click.command("remove")
@click.argument("ids", nargs=-1, required=True)
@with_settings("kafka", "data")
def remove_feeds(settings: Settings, ids: tuple[str, ...]) -> None:
    """Stop polling feeds, by id; exit status 1 if one is none.  Those of a catalogue come back with its poller."""
    url = broker_url(settings)
    polled = finish(register.known(url))
    there = [feed_id for feed_id in dict.fromkeys(ids) if feed_id in polled]
    if there:
        finish(register.remove(url, there))
        click.echo(f"{counted(len(there), 'feed')} removed")
    _complain(feed_id for feed_id in ids if feed_id not in polled)


@click.command("poll-now")
@click.argument("ids", nargs=-1, required=True)
@with_settings("kafka", "data")
def poll_now(settings: Settings, ids: tuple[str, ...]) -> None:
    """Have feeds polled at once, by id, whatever their schedule says; exit status 1 if one is none."""
    missing = finish(register.ask(broker_url(settings), ids, datetime.now(UTC)))
    asked = len(set(ids)) - len(missing)
    if asked:
        click.echo(f"{counted(asked, 'feed')} asked for; a running poller polls within a second")
    _complain(missing)


@click.command("status")
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed, one a line.")
@click.option("--trouble", is_flag=True, help="Only feeds with which something is wrong.")
@with_settings("kafka", "data", "poll")
def status(settings: Settings, ids: tuple[str, ...], as_json: bool, trouble: bool) -> None:
    """Show how the feeds do: last success, pace, unchanged and failed polls, articles a day, delay, entries dropped."""
    known = finish(register.polled(broker_url(settings)))
    now = datetime.now(UTC)
    chosen = [feed for name, feed in known.items() if not ids or name in ids]
    found = statuses(chosen, now, settings.poll_interval_s)
    if trouble:
        found = [one for one in found if one.state not in ("well", "off", "new")]
    if as_json:
        for one in found:
            click.echo(orjson.dumps(one.row()))
    else:
        click.echo("\n".join(table(found, now)))
    _complain(name for name in ids if name not in known)


@click.command("audit")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--pack", metavar="REGION", help="Look at a pack that is shipped, in place of what is polled.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@with_settings("kafka", "data")
def audit_feeds(settings: Settings, file: Path | None, pack: str | None, as_json: bool) -> None:
    """Say what the feeds do not see: states and pairs without a local source, single points of failure, failed feeds.

    Looks at what is polled, at a file or at a pack.
    """
    if pack is not None:
        feeds = _told(lambda: packs.pack(pack))
    else:
        feeds = _read(file).feeds if file else tuple(finish(register.polled(broker_url(settings))).values())
    names = states()
    found = audit(feeds, tuple(names), datetime.now(UTC))
    click.echo(orjson.dumps(found.row()) if as_json else "\n".join(told(found, names)))


VERBS = (audit_feeds, list_feeds, import_feeds, export_feeds, add_feeds, remove_feeds, poll_now, status)


def _read(file: Path, opml: bool | None = None) -> Imported:
    if opml or file.suffix.lower() in (".opml", ".xml"):
        return _told(lambda: read_opml(file.read_bytes()))
    return Imported(_told(lambda: catalogue.load(file)), ())


def _discovered(address: str, settings: Settings) -> Imported:
    feed, error = asyncio.run(discovered(address, settings, datetime.now(UTC)))
    return Imported((feed,), ()) if feed else Imported((), (LeftOut("", address, error),))


def _tell(found: Imported) -> None:
    """Name what a list held besides, and end with 1 where it held no feed."""
    for left in found.left_out:
        click.echo(f"left out: {left.name or '-'}: {left.address or '-'}: {left.reason}", err=True)
    if found.left_out:
        click.echo(f"{counted(len(found.feeds), 'feed')} read, {len(found.left_out)} left out", err=True)
    if not found.feeds:
        raise click.ClickException("no feed that can be polled")


def _complain(missing: Iterable[str]) -> None:
    if wrong := list(missing):
        raise click.ClickException(f"no feed is polled under the id {', '.join(wrong)}")


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except (catalogue.CatalogueError, packs.UnknownPackError, OSError) as error:
        raise click.ClickException(str(error)) from error
