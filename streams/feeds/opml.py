"""OPML, as readers keep and exchange lists of feeds: read with whatever people put there, and written.

Called by `demarche feeds import`.  Every outline that names something is imported once or listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from agents.clipping import clipped
from agents.locations import canonical_url
from agents.records import Feed
from streams.feeds.catalogue import CatalogueError, wrong
from streams.feeds.ids import ID, ids_for
from streams.feeds.recover import name_of

_WRAPPED = re.compile(r"(?:feed|pcast|itpc|podcast):(?://)?(?=https?:)", re.I)
_OTHER_SCHEME = re.compile(r"(?:feed|feeds|pcast|itpc|podcast)://", re.I)
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?]|$)")
_OFF = ("false", "0", "no")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An outline that was not imported, and why."""

    name: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The feeds of a list, and what it held besides."""

    feeds: tuple[Feed, ...]
    left_out: tuple[LeftOut, ...]


def read_opml(data: bytes) -> Imported:
    """Read the feeds of an OPML file, folders as groups, each feed once.  Raises CatalogueError for no OPML."""
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
    left_out: list[LeftOut] = []
    for node in root.iter("{*}outline"):
        found = _outline(node)
        if isinstance(found, Feed) and (first := feeds.setdefault(same_feed(found.url), found)) is not found:
            found = LeftOut(found.name, found.url, f"the same feed as {first.name or first.url}")
        if isinstance(found, LeftOut):
            left_out.append(found)
    return Imported(tuple(_named(feeds.values())), tuple(left_out))


def write_opml(feeds: Iterable[Feed]) -> str:
    """Write feeds as OPML 2.0 that `read_opml` gives back: groups as folders, one below the other at each " / "."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of demarche"
    body = etree.SubElement(root, "body")
    folders = {"": body}
    for feed in feeds:
        name = feed.name or feed.id
        stated = {"text": name, "title": name, "type": "rss", "xmlUrl": feed.url, "id": feed.id}
        stated |= {"language": feed.lang} if feed.lang else {}
        stated |= {} if feed.enabled else {"isEnabled": "false"}
        etree.SubElement(_folder(folders, feed.group), "outline", stated)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text.decode()


def same_feed(url: str) -> str:
    """Bring the address of a feed to one form: the query of a search is one, however its words are spelt."""
    parts = urlsplit(canonical_url(url))
    stated = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted((name, " ".join(value.casefold().split())) for name, value in stated)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def mended(address: str) -> str:
    """Give the address that was meant: `feed://` and bare hosts are https; what is no address of the web is empty."""
    address = "".join(address.split())
    address = _WRAPPED.sub("", address)
    address = _OTHER_SCHEME.sub("https://", address)
    if address.startswith("//"):
        address = "https:" + address
    scheme, colon, rest = address.partition(":")
    if colon and scheme.lower() in ("http", "https") and rest.startswith("//"):
        return scheme.lower() + ":" + rest
    return f"https://{address}" if _BARE_HOST.match(address) else ""


def _outline(node: etree._Element) -> Feed | LeftOut | None:
    """Read one outline; None for a folder."""
    stated = {name.lower(): " ".join(value.split()) for name, value in node.attrib.items()}
    name = stated.get("title") or stated.get("text", "")
    kind = stated.get("type", "").lower()
    address = stated.get("xmlurl") or stated.get("url", "")
    if not address:
        if len(node) or not (name or stated):
            return None
        page = stated.get("htmlurl", "")
        return LeftOut(
            name, page, "a page without its feed: try `feeds add --discover`" if page else "names no address"
        )
    if kind == "include":
        return LeftOut(name, address, "another list: fetch it and import it by itself")
    feed = Feed(
        id=stated.get("id", ""),
        url=mended(address),
        name=name,
        lang=stated.get("language", ""),
        group=" / ".join(_path(node)),
        enabled=stated.get("isenabled", "").lower() not in _OFF,
    )
    feed = clipped(feed) if len(feed.id) <= 64 else clipped(Feed(id="", url=feed.url, name=name))
    if not mended(address):
        return LeftOut(name, address, "no address of the web")
    if not feed.url:
        return LeftOut(name, address, "the address is too long")
    problem = wrong(feed) if feed.id else wrong(Feed(id="feed", url=feed.url))
    return LeftOut(name, address, problem) if problem else feed


def _path(node: etree._Element) -> Iterator[str]:
    for folder in reversed([n for n in node.iterancestors() if name_of(n) == "outline"]):
        name = " ".join((folder.get("title") or folder.get("text") or "").split())
        if name:
            yield name


def _named(feeds: Iterable[Feed]) -> Iterator[Feed]:
    listed = list(feeds)
    own: dict[str, str] = {}
    for feed in listed:
        if ID.fullmatch(feed.id):
            own.setdefault(feed.id, feed.url)
    ids = ids_for(((feed.name, feed.url) for feed in listed), own)
    for feed in listed:
        yield Feed(**{name: getattr(feed, name) for name in feed.__struct_fields__} | {"id": ids[feed.url]})


def _folder(folders: dict[str, etree._Element], group: str) -> etree._Element:
    if group not in folders:
        above, _, name = group.rpartition(" / ")
        folders[group] = etree.SubElement(_folder(folders, above), "outline", text=name, title=name)
    return folders[group]
