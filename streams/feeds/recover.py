"""RSS, RDF and Atom by lxml in recovery mode: for documents that feedparser raises on or finds nothing in.

Called by `parse.py`.  Knows elements by their local name, whatever their namespace is called; never expands entities.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree

from streams.feeds.dates import Dates, dates_for
from streams.feeds.html import line, to_text
from streams.feeds.rows import Document, Format, Row

_FORMATS: dict[str, Format] = {"rss": "rss", "channel": "rss", "feed": "atom", "rdf": "rdf"}
_DATES = ("pubdate", "published", "issued", "date", "updated", "modified", "created")
_BODIES = ("encoded", "content", "description", "summary", "fulltext", "full-text")
# Elements of these namespaces carry names of ours with another meaning (media:title, itunes:author).
_FOREIGN = ("search.yahoo.com/mrss", "itunes.com", "google.com/schemas", "purl.org/rss/1.0/modules/image")
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*):(?!\d)")
_RELATION = "http://www.iana.org/assignments/relation/"  # how RFC 4287 lets a relation be written in full
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def tree_of(text: str) -> etree._Element | None:
    """Parse what can be parsed.  Gives None where no element is left."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    return root if root is not None else None


def name_of(node: etree._Element) -> str:
    """Give the local name of an element in lower case, also where its prefix was never declared."""
    if not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].rpartition(":")[2].lower()


def read_tree(root: etree._Element, texts: bool = True, lang: str = "", zone: str = "") -> Document | None:
    """Read the entries of a tree, their texts only if wanted.  Gives None where it is no feed.

    `lang` and `zone` are those that the feed is known by; they serve for its dates.
    """
    kind = _FORMATS.get(name_of(root))
    if kind is None:
        inner = next((n for n in root.iter() if name_of(n) in _FORMATS), None)
        if inner is None:
            return None
        root, kind = inner, _FORMATS[name_of(inner)]
    entries = [node for node in root.iter() if name_of(node) in ("item", "entry")]
    channel = next((node for node in root.iter() if name_of(node) == "channel"), root)
    heads = {name_of(node): node for node in reversed(channel) if isinstance(node.tag, str)}
    stated = _inner(heads["language"]) if "language" in heads else root.get(_XML_LANG, "")
    raws = [_inner(node) for entry in entries for node in entry if name_of(node) in _DATES]
    dates = dates_for(raws, lang or stated, zone)
    return Document(
        format=kind,
        title=line(_inner(heads["title"])) if "title" in heads else "",
        lang=stated,
        site=_link(channel, stated),
        skip_hours=_skip_hours(heads.get("skiphours")),
        rows=tuple(_row(node, stated, texts, dates) for node in entries),
    )


def _row(entry: etree._Element, lang: str, texts: bool, dates: Dates) -> Row:
    fields: dict[str, etree._Element] = {}
    for node in entry:
        if isinstance(node.tag, str) and not any(space in node.tag for space in _FOREIGN):
            fields.setdefault(name_of(node), node)
    guid = next((_inner(fields[n]) for n in ("guid", "id", "identifier") if n in fields), "")
    permanent = "guid" in fields and fields["guid"].get("isPermaLink", "true").lower() == "true"
    link = _link(entry, lang) or (guid if permanent and guid.startswith("http") else "") or _enclosure(entry)
    moments = (dates.read(_inner(fields[name])) for name in _DATES if name in fields)
    bodies = (to_text(_inner(fields[name])) for name in _BODIES if texts and name in fields)
    author = fields.get("author", fields.get("creator"))
    return Row(
        title=line(_inner(fields["title"])) if "title" in fields else "",
        link=urljoin(_base(entry), link) if link else "",
        id=guid or entry.get(_RDF_ABOUT, "") or link,
        published=next((m for m in moments if m), None),
        text=max(bodies, key=len, default=""),
        author=line(_inner(author)) if author is not None else "",
        source=_source(fields.get("source")),
        lang=entry.get(_XML_LANG, "") or lang,
    )


def _skip_hours(node: etree._Element | None) -> tuple[int, ...]:
    """Give the hours (GMT) in which a channel asks not to be polled; all of them are none."""
    texts = [str(hour.text or "").strip() for hour in node] if node is not None else []
    hours = {int(text) % 24 for text in texts if text.isdecimal() and len(text) < 3}
    return tuple(sorted(hours)) if len(hours) < 24 else ()


def _source(node: etree._Element | None) -> str:
    """Give whom an entry names as its source: Atom has a feed's head there, RSS its name alone."""
    if node is None:
        return ""
    title = next((child for child in node if name_of(child) == "title"), node)
    return line(_inner(title))


def _link(entry: etree._Element, lang: str) -> str:
    """Take RSS's own link, else the best `rel=alternate`, else any link that is not an enclosure or the feed itself."""
    original = next((n for n in entry if name_of(n) == "origlink"), None)  # behind FeedBurner's counting address
    if original is not None and original.text:
        return str(original.text).strip()
    alternates: list[etree._Element] = []
    other = ""
    for node in entry:
        if name_of(node) != "link" or any(space in node.tag for space in _FOREIGN):
            continue
        href, rel = (node.get("href") or "").strip(), node.get("rel", "alternate").removeprefix(_RELATION)
        text = str(node.text or node.tail or "").strip()
        if text and not href and rel == "alternate":
            return text
        if rel == "alternate" and href:
            alternates.append(node)
        elif rel not in ("self", "enclosure", "replies", "edit", "hub", "next", "alternate"):
            other = other or href
    best = min(alternates, key=lambda node: _strangeness(node, lang), default=None)
    return str(best.get("href")).strip() if best is not None else other


def _strangeness(link: etree._Element, lang: str) -> tuple[bool, int, bool]:
    """Say how little an alternate looks like the page itself: not on the web, no HTML, another language."""
    kind, tongue = link.get("type", ""), link.get("hreflang", "")
    scheme = _SCHEME.match(link.get("href", "").strip())
    foreign = bool(tongue and lang) and tongue.lower()[:2] != lang.lower()[:2]
    return (
        (scheme is not None and scheme[1].lower() not in ("http", "https")),
        0 if "html" in kind else 2 if kind else 1,
        foreign,
    )


def _enclosure(entry: etree._Element) -> str:
    urls = (node.get("url", "").strip() for node in entry if name_of(node) == "enclosure")
    return next((url for url in urls if url), "")


def _inner(node: etree._Element) -> str:
    """Give the text of an element; where it holds elements (XHTML content) their markup too."""
    if len(node) == 0:
        return (node.text or "").strip()
    return "".join([node.text or "", *(etree.tostring(child, encoding="unicode") for child in node)]).strip()


def _base(node: etree._Element) -> str:
    base = ""
    for stated in reversed([n.get(_XML_BASE, "") for n in (node, *node.iterancestors())]):
        base = urljoin(base, stated)
    return base
