"""Bytes of a feed document -> its text, whatever the bytes claim to be.

UTF-8 that reads strictly is UTF-8 even where the document says windows-1252: text of that kind hardly
ever does so by chance.
Gives text free of control characters and lone surrogates; refuses nothing but a gzip bomb.
"""

from __future__ import annotations

import codecs
import re
import zlib

from streams.feeds.inflate import GZIP_MAGIC, TooLargeError, gunzip
from streams.feeds.rows import RefusedError

MOST_BYTES = 32 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
# What XML 1.0 forbids, and U+FFFE/U+FFFF; tab, newline and return stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Browsers read these labels as their Windows supersets, and so do we (WHATWG Encoding Standard, section 4.2).
_SUPERSETS = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}


def decode(body: bytes, content_type: str = "") -> str:
    """Turn a document into clean text.  Raises RefusedError `too-large` for a gzip body that inflates past the cap."""
    if body.startswith(GZIP_MAGIC):
        try:
            body = gunzip(body, MOST_BYTES)
        except TooLargeError as error:
            raise RefusedError("too-large", str(error)) from error
        except zlib.error:
            pass
    return cleaned(_text(body, content_type))


def cleaned(text: str) -> str:
    """Drop what no record can hold: control characters but tab and line ends, and lone surrogates."""
    return _CONTROL.sub("", text)


def _text(body: bytes, content_type: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    wide = _without_mark(body)
    if wide:
        return body.decode(wide, "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(body, content_type)
    # ISO-2022-JP and HZ are ASCII to the eye and carry their script behind escapes.
    named = _names(body, content_type)
    if "\x1b" in text and any(n.startswith("iso-2022") for n in named):
        return _legacy(body, content_type)
    return text


def _without_mark(body: bytes) -> str:
    head = body[:4]
    if len(head) == 4:
        if head[0] == 0 and head[1] and head[2] == 0 and head[3]:
            return "utf-16-be"
        if head[0] and head[1] == 0 and head[2] and head[3] == 0:
            return "utf-16-le"
    return ""


def _names(body: bytes, content_type: str) -> list[str]:
    found = _DECLARED.search(body[:1024])
    header = _CHARSET.search(content_type)
    names = [found.group(1).decode("ascii") if found else "", header.group(1) if header else ""]
    return [n.lower() for n in names if n]


def _legacy(body: bytes, content_type: str) -> str:
    """Try what document and header declare, strictly; else windows-1252, which is what unlabelled bytes mostly are.

    UTF-8 with a cut character comes first: a charset of single bytes reads anything, and all of it wrong.
    """
    if _mostly_utf8(body):
        return body.decode("utf-8", "replace")
    for name in _names(body, content_type):
        try:
            return body.decode(_SUPERSETS.get(name, name))
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("windows-1252", "replace")


def _mostly_utf8(body: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes (a cut field) from a single-byte charset."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(1 for c in text if c > "\x7f") - broken
    return right > 4 * broken
