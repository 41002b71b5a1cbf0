"""HTML as feeds carry it -> plain text in paragraphs.  HTML never leaves ingestion.

Called by the readers of each format.  Reads any string in linear time and raises on none.
"""

from __future__ import annotations

import html as entities
import re

from lxml import etree
from lxml import html as lxml_html

MOST_CHARS = 1_000_000  # of markup; a feed entry past this is cut before it is read

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d|#[xX]|[a-zA-Z])")
_SKIP = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object", "svg", "math", "form"})
_BLOCK = re.compile(
    r"address|article|aside|blockquote|br|d[dlt]|div|fieldset|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|[ou]l"
    r"|p|pre|section|table|t[dhr]"
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def to_text(markup: str) -> str:
    """Give the text of a piece of HTML: blocks become paragraphs with an empty line between, the rest one line."""
    markup = markup[:MOST_CHARS]
    if not _MARKUP.search(markup):
        return paragraphs(markup)
    if "<" not in markup:
        return paragraphs(entities.unescape(markup))
    # Unclosed comments would swallow what follows, and long chains of them are slow everywhere.
    markup = re.sub(r"<!--.*?(?:-->|\Z)", " ", markup, flags=re.S)
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div", parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return paragraphs(entities.unescape(re.sub(r"<[^<>]*>", " ", markup)))
    return paragraphs("".join(_pieces(tree)))


def line(markup: str) -> str:
    """Give the text of a piece of HTML as one line: a headline.  One that is all tags stays as it stands."""
    return " ".join((to_text(markup) or entities.unescape(markup)).split())


def paragraphs(text: str) -> str:
    """Fold white space: an empty line parts paragraphs, a single line break does not."""
    parts = (" ".join(part.split()) for part in _EMPTY_LINE.split(text))
    return "\n\n".join(part for part in parts if part)


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )


def _pieces(tree: etree._Element) -> list[str]:
    """Walk without recursion: depth is the author's choice."""
    pieces: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _SKIP
            if not hidden:
                pieces += [_break(tag), (node.text or "").replace("\n", " ")]
        else:
            hidden -= tag in _SKIP
            if not hidden:
                tail = "" if node is tree else node.tail or ""
                pieces += [_break(tag), tail.replace("\n", " ")]
    return pieces


def _break(tag: str) -> str:
    return "\n\n" if _BLOCK.fullmatch(tag) else ""
