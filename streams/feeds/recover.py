"""RSS, RDF and Atom by lxml in recovery mode: for documents that feedparser raises on or finds nothing in.

Called by `parse.py`.  Knows elements by their local name, whatever their namespace is called; never expands entities.
"""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

from streams.feeds.dates import read_date
from streams.feeds.html import line, to_text
from streams.feeds.rows import Document, Format, Row

_FORMATS: dict[str, Format] = {"rss": "rss", "channel": "rss", "feed": "atom", "rdf": "rdf"}
_DATES = ("pubdate", "published", "date", "updated", "modified", "issued", "created")
_BODIES = ("encoded", "content", "description", "summary", "fulltext")
# Elements of these namespaces carry names of ours with another meaning (media:title, itunes:author).
_FOREIGN = ("search.yahoo.com/mrss", "itunes.com", "google.com/schemas", "purl.org/rss/1.0/modules/image")
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


def read_tree(root: etree._Element, base_url: str) -> Document | None:
    """Read the entries of a tree.  Gives None where it is no feed."""
    kind = _FORMATS.get(name_of(root))
    if kind is None:
        inner = next((n for n in root.iter() if name_of(n) in _FORMATS), None)
        if inner is None:
            return None
        root, kind = inner, _FORMATS[name_of(inner)]
    lang = ""
    for node in root.iter():
        if name_of(node) == "language":
            lang = (node.text or "").strip()
            break
    rows = tuple(_row(node, base_url, lang) for node in root.iter() if name_of(node) in ("item", "entry"))
    return Document(format=kind, lang=lang, rows=rows)


def _row(entry: etree._Element, base_url: str, lang: str) -> Row:
    fields: dict[str, etree._Element] = {}
    for node in entry:
        if isinstance(node.tag, str) and not any(space in node.tag for space in _FOREIGN):
            fields.setdefault(name_of(node), node)
    link = _link(entry)
    guid = next((_inner(fields[n]) for n in ("guid", "id", "identifier") if n in fields), "")
    if not link and guid.startswith(("http://", "https://")):
        link = guid
    dates = (read_date(_inner(fields[name])) for name in _DATES if name in fields)
    bodies = (to_text(_inner(fields[name])) for name in _BODIES if name in fields)
    author = fields.get("author", fields.get("creator"))
    return Row(
        title=line(_inner(fields["title"])) if "title" in fields else "",
        link=urljoin(_base(entry, base_url), link) if link else "",
        id=guid or link,
        published=next((d for d in dates if d), None),
        text=max(bodies, key=len, default=""),
        author=line(_inner(author)) if author is not None else "",
        lang=lang,
    )


def _link(entry: etree._Element) -> str:
    """Take `rel=alternate` first, then RSS's link, then any link that is not an enclosure or the feed itself."""
    plain, other = "", ""
    for node in entry:
        if name_of(node) != "link":
            continue
        href = (node.get("href") or node.text or node.tail or "").strip()
        rel = node.get("rel", "" if node.get("href") is None else "alternate")
        if rel in ("", "alternate"):
            plain = plain or href
        elif rel not in ("self", "enclosure", "replies", "edit", "hub", "next"):
            other = other or href
    return plain or other


def _inner(node: etree._Element) -> str:
    """Give the text of an element; where it holds elements (XHTML content) their markup too."""
    if len(node) == 0:
        return (node.text or "").strip()
    return "".join([node.text or "", *(etree.tostring(child, encoding="unicode") for child in node)]).strip()


def _base(node: etree._Element, base_url: str) -> str:
    bases = [n.get(_XML_BASE) for n in (node, *node.iterancestors()) if n.get(_XML_BASE)]
    for base in reversed(bases):
        base_url = urljoin(base_url, base)
    return base_url
