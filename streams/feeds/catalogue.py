"""The list of feeds to poll, from a TOML file of ours (`opml.py` reads what other programs write).

Called at start and by `demarche feeds`.  Raises CatalogueError with file and entry; never fetches.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from agents.clipping import clipped
from agents.limits import HEADERS, Code, FeedId, Language, Name, Phrase, Seconds, Url, Validator, most
from agents.records import Feed
from streams.feeds.ids import ID
from streams.settings import Settings

BUNDLED = Path(__file__).with_name("feeds.toml")


class CatalogueError(ValueError):
    """A list of feeds that cannot be used; says where and why."""


class _Stated(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[feed]]` as people write it; the fields mean what they mean in `agents.records.Feed`."""

    id: FeedId
    url: Url
    name: Name = ""
    lang: Language = ""
    interval_s: Seconds = 0.0
    enabled: bool = True
    text: Literal["auto", "feed", "page"] = "auto"
    group: Name = ""
    country: Code = ""
    region: Code = ""
    owner: Literal["", "public", "state", "private", "official"] = ""
    basis: Phrase = ""
    zone: Name = ""
    headers: Annotated[dict[Name, Validator], most(HEADERS)] = {}
    proxy: Url = ""
    ca: Url = ""
    max_bytes: Annotated[int, Meta(ge=0, le=268_435_456)] = 0


# Fields that `write` leaves out where they say nothing, in the order in which people read them.
_WRITTEN = (
    "id", "url", "name", "lang", "country", "region", "owner", "group", "text", "interval_s", "enabled", "zone",
    "headers", "proxy", "ca", "max_bytes", "basis",
)  # fmt: skip


def load(path: Path = BUNDLED) -> tuple[Feed, ...]:
    """Read a catalogue file.  Raises CatalogueError."""
    try:
        return read(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def load_for(settings: Settings) -> tuple[Feed, ...]:
    """Read the catalogue that the settings name, else the bundled one.  Raises CatalogueError."""
    return load(Path(settings.feeds_file) if settings.feeds_file else BUNDLED)


def read(text: str, where: str = "catalogue") -> tuple[Feed, ...]:
    """Read a catalogue of `[[feed]]` tables with id, url and, if wanted, the other fields of `_Stated`."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{where}: {error}") from error
    entries = tree.pop("feed", [])
    if tree or not isinstance(entries, list):
        raise CatalogueError(f"{where}: only [[feed]] tables are known, not {', '.join(tree) or 'feed'}")
    feeds: dict[str, Feed] = {}
    for number, entry in enumerate(entries, 1):
        feed = _feed(entry, f"{where}: feed {number}")
        if feed.id in feeds:
            raise CatalogueError(f"{where}: feed {number}: the id {feed.id} stands there twice")
        feeds[feed.id] = feed
    return tuple(feeds.values())


def wrong(feed: Feed) -> str:
    """Say why a feed cannot be polled; empty for one that can."""
    try:
        parts = urlsplit(feed.url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no address
        usable = False
    if not feed.id:
        return "the id is empty"
    return "" if usable else f"url {feed.url[:200]!r} is not http or https"


def write(feeds: tuple[Feed, ...]) -> str:
    """Write feeds as a catalogue that `read` gives back."""
    return "\n".join(_table(feed) for feed in feeds)


def _feed(entry: object, where: str) -> Feed:
    try:
        stated = msgspec.convert(entry, _Stated)
    except msgspec.ValidationError as error:
        raise CatalogueError(f"{where}: {error}") from error
    feed = Feed(**{name: getattr(stated, name) for name in stated.__struct_fields__})
    if not ID.fullmatch(stated.id):
        raise CatalogueError(f"{where}: id {stated.id!r} may hold a-z, 0-9, dots and dashes, at most 64")
    if problem := wrong(feed):
        raise CatalogueError(f"{where} ({stated.id}): {problem}")
    if stated.interval_s and not 1 <= stated.interval_s <= 2_592_000:
        raise CatalogueError(f"{where} ({stated.id}): interval_s must be 1 to 2592000 seconds")
    if stated.zone and not _is_zone(stated.zone):
        raise CatalogueError(f"{where} ({stated.id}): zone {stated.zone!r} is no name of the tz database")
    return clipped(feed)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _table(feed: Feed) -> str:
    plain = Feed(id="", url="")
    stated = ((name, getattr(feed, name)) for name in _WRITTEN)
    lines = [f"{name} = {_value(value)}" for name, value in stated if value != getattr(plain, name)]
    return "\n".join(["[[feed]]", *lines]) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(name)} = {_quoted(said)}" for name, said in value.items()) + " }"
    return _quoted(str(value))


def _quoted(value: str) -> str:
    """Write a TOML basic string; JSON's escapes are a part of TOML's."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
