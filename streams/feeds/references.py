"""Entities and references of an XML text, resolved before any parser sees them.

Expands what the DOCTYPE defines (then drops the DOCTYPE), HTML's named characters and stray ampersands; never opens
an external entity; refuses a document that its entities would blow up.  Called by `parse.py` only.
"""

from __future__ import annotations

import re
from html.entities import html5

from streams.feeds.rows import RefusedError

MOST_EXPANSION = 1_000_000  # characters that entities of the DOCTYPE may add to one document
_DEPTH = 20

_ENTITY = re.compile(r"""<!ENTITY\s+([\w.:-]{1,80})\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_NAME = re.compile(r"&([A-Za-z_][\w.:-]{0,80});")
# Unclosed sections run to the end, so that a document full of openers stays linear.
_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?!(?:lt|gt|amp|quot|apos);)(?:\#(\d{1,10});?|\#[xX]([0-9a-fA-F]{1,8});?|([A-Za-z_][\w.:-]{0,80});)?",
    re.S,
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def resolve(text: str) -> str:
    """Give the text without DOCTYPE and with only XML's own five references.  Raises RefusedError `entity-bomb`."""
    text, defined = _take_doctype(text)
    sizes = {name: _size(name, defined, ()) for name in defined}
    added = 0

    def put(token: re.Match[str]) -> str:
        nonlocal added
        whole, decimal, hexa, name = token.group(0), token.group(1), token.group(2), token.group(3)
        if not whole.startswith("&"):
            return whole
        if decimal or hexa:
            return _character(int(decimal) if decimal else int(hexa, 16))
        if name in defined:
            added += sizes[name]
            if added > MOST_EXPANSION:
                raise RefusedError("entity-bomb", f"entities expand past {MOST_EXPANSION} characters")
            return _expand(name, defined)
        return html5.get(f"{name};", f"&amp;{name};") if name else "&amp;"

    return _TOKEN.sub(put, text)


def _take_doctype(text: str) -> tuple[str, dict[str, str]]:
    start = text[:65_536].upper().find("<!DOCTYPE")
    if start < 0:
        return text, {}
    end = _doctype_end(text, start)
    subset = text[start:end]
    defined: dict[str, str] = {}
    for name, double, single in _ENTITY.findall(subset):
        if name not in _XML_NAMES:
            defined.setdefault(name, double or single)  # the first definition binds (XML 1.0, 4.2)
    return text[:start] + text[end:], defined


def _doctype_end(text: str, start: int) -> int:
    """Find where the DOCTYPE closes: after `]>` where it has a subset, else after the first `>`."""
    close = text.find(">", start)
    bracket = text.find("[", start)
    if bracket >= 0 and (close < 0 or bracket < close):
        tail = re.compile(r"\]\s*>").search(text, bracket)
        return tail.end() if tail else len(text)
    return close + 1 if close >= 0 else len(text)


def _size(name: str, defined: dict[str, str], above: tuple[str, ...]) -> int:
    if name in above or len(above) > _DEPTH:
        raise RefusedError("entity-bomb", f"entity {name} holds itself")
    value = defined[name]
    total = len(value)
    for inner in _NAME.findall(value):
        if inner in defined:
            total += _size(inner, defined, (*above, name))
        if total > MOST_EXPANSION:
            raise RefusedError("entity-bomb", f"entity {name} expands past {MOST_EXPANSION} characters")
    return total


def _expand(name: str, defined: dict[str, str]) -> str:
    def put(inner: re.Match[str]) -> str:
        found = inner.group(1)
        return _expand(found, defined) if found in defined else _outer(found)

    return _NAME.sub(put, defined[name])


def _outer(name: str) -> str:
    return f"&{name};" if name in _XML_NAMES else html5.get(f"{name};", f"&amp;{name};")


def _character(code: int) -> str:
    if code in (0x26, 0x3C, 0x3E):
        return f"&#{code};"
    if code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF:
        # 0x80-0x9F name Windows characters in the wild (HTML standard, numeric reference end state).
        return bytes([code]).decode("windows-1252", "ignore") if 0x80 <= code <= 0x9F else chr(code)
    return ""
