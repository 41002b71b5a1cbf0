"""The list of feeds to poll, from a TOML file of ours or from OPML.

Called at start and by `demarche feeds`.  Raises CatalogueError with file and entry; never fetches.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from lxml import etree

from agents.clipping import clipped
from agents.identity import digest
from agents.limits import FeedId, Language, Name, Seconds, Url
from agents.records import Feed
from streams.feeds.recover import name_of
from streams.settings import Settings

BUNDLED = Path(__file__).with_name("feeds.toml")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")


class CatalogueError(ValueError):
    """A list of feeds that cannot be used; says where and why."""


class _Stated(msgspec.Struct, forbid_unknown_fields=True):
    """One `[[feed]]` as people write it."""

    id: FeedId
    url: Url
    name: Name = ""
    lang: Language = ""
    interval_s: Seconds = 0.0
    enabled: bool = True


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
    """Read a catalogue of `[[feed]]` tables with id, url and, if wanted, name, lang, interval_s and enabled."""
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


def import_opml(data: bytes) -> tuple[Feed, ...]:
    """Read the feeds of an OPML file, nested folders included, each address once.  Raises CatalogueError."""
    # Subscriptions are exported by readers, none of which writes a DOCTYPE; what has one is not read at all.
    if b"<!DOCTYPE" in data[:65_536].upper():
        raise CatalogueError("OPML with a DOCTYPE is refused")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CatalogueError(f"OPML: {error}") from error
    if root is None or name_of(root) != "opml":
        raise CatalogueError("not an OPML file")
    feeds: dict[str, Feed] = {}
    for node in root.iter("{*}outline"):
        stated = {name.lower(): value.strip() for name, value in node.attrib.items()}
        url = stated.get("xmlurl", "")
        if url.startswith(("http://", "https://")) and url not in feeds:
            name = stated.get("title") or stated.get("text", "")
            taken = {feed.id for feed in feeds.values()}
            feed = Feed(id=_name_id(name, url, taken), url=url, name=name, lang=stated.get("language", ""))
            if not wrong(feed := clipped(feed)):
                feeds[url] = feed
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
    if not _ID.fullmatch(stated.id):
        raise CatalogueError(f"{where}: id {stated.id!r} may hold a-z, 0-9, dots and dashes, at most 64")
    if problem := wrong(feed):
        raise CatalogueError(f"{where} ({stated.id}): {problem}")
    if stated.interval_s and not 1 <= stated.interval_s <= 2_592_000:
        raise CatalogueError(f"{where} ({stated.id}): interval_s must be 1 to 2592000 seconds")
    return clipped(feed)


def _name_id(name: str, url: str, taken: set[str]) -> str:
    folded = re.sub(r"[^a-z0-9]+", "-", f"{name or urlsplit(url).hostname}".lower()).strip("-")[:48] or "feed"
    return folded if folded not in taken else f"{folded}-{digest(url)[:8]}"


def _table(feed: Feed) -> str:
    lines = ["[[feed]]"]
    for name in ("id", "url", "name", "lang"):
        if value := getattr(feed, name):
            lines.append(f"{name} = {_quoted(value)}")
    if feed.interval_s:
        lines.append(f"interval_s = {feed.interval_s:g}")
    if not feed.enabled:
        lines.append("enabled = false")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """Write a TOML basic string; JSON's escapes are a part of TOML's."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
