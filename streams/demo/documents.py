"""An outlet's feed as RSS 2.0 or Atom, built as a tree and never by pasting strings.

Called by `server.py`; the tests of the parser read it back.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from streams.demo.stories import DAY_0, Outlet, Story

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
MOST = 30  # entries of one document, as real feeds have


def render(outlet: Outlet, until: datetime) -> bytes:
    """Write the outlet's feed as it stood at a time."""
    stories = outlet.revealed(until)[:MOST]
    root = _rss(outlet, stories) if outlet.format == "rss" else _atom(outlet, stories)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data


def _rss(outlet: Outlet, stories: tuple[Story, ...]) -> etree._Element:
    root = etree.Element("rss", version="2.0", nsmap={"content": CONTENT})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", outlet.name),
        ("link", outlet.site + "/"),
        ("description", outlet.name),
        ("language", outlet.lang),
    ):
        etree.SubElement(channel, name).text = text
    for story in stories:
        item = etree.SubElement(channel, "item")
        etree.SubElement(item, "title").text = story.title
        etree.SubElement(item, "link").text = outlet.link(story)
        etree.SubElement(item, "guid", isPermaLink="false").text = f"{outlet.id}:{story.slug}"
        etree.SubElement(item, "pubDate").text = format_datetime(story.first_at, usegmt=True)
        etree.SubElement(item, "description").text = story.paragraphs[0]
        etree.SubElement(item, f"{{{CONTENT}}}encoded").text = _html(story)
    return root


def _atom(outlet: Outlet, stories: tuple[Story, ...]) -> etree._Element:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", outlet.lang)
    _add(root, "title", outlet.name)
    _add(root, "id", f"tag:{outlet.id}.example,2025:feed")
    _add(root, "updated", f"{max((s.at for s in stories), default=DAY_0):%Y-%m-%dT%H:%M:%SZ}")
    etree.SubElement(root, f"{{{ATOM}}}link", href=outlet.site + "/")
    for story in stories:
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "title", story.title)
        _add(entry, "id", f"tag:{outlet.id}.example,2025:{story.slug}")
        etree.SubElement(entry, f"{{{ATOM}}}link", href=outlet.link(story))
        _add(entry, "published", f"{story.first_at:%Y-%m-%dT%H:%M:%SZ}")
        _add(entry, "updated", f"{story.at:%Y-%m-%dT%H:%M:%SZ}")
        _add(entry, "summary", story.paragraphs[0])
        _add(entry, "content", _html(story)).set("type", "html")
    return root


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    node.text = text
    return node


def _html(story: Story) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs)
