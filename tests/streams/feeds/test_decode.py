"""Bytes become clean text; the documents of `test_parse.py` show the encodings in place."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.decode import MOST_BYTES, decode
from streams.feeds.rows import RefusedError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_form(encoding: str) -> None:
    assert decode("<a>Посол — é</a>".encode(encoding)) == "<a>Посол — é</a>"


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [("text/xml; charset=koi8-r", "koi8-r"), ('text/xml; charset="ISO-8859-5"', "iso-8859-5"), ("", "windows-1251")],
)
def test_header_and_declaration_name_the_charset(content_type: str, encoding: str) -> None:
    declaration = "" if content_type else '<?xml version="1.0" encoding="windows-1251"?>'
    assert decode(f"{declaration}<a>Посол</a>".encode(encoding), content_type).endswith("<a>Посол</a>")


def test_the_document_is_asked_before_the_header() -> None:
    body = '<?xml version="1.0" encoding="windows-1251"?><a>Посол</a>'.encode("cp1251")
    assert "Посол" in decode(body, "text/xml; charset=koi8-r")


def test_japanese_behind_escapes() -> None:
    body = '<?xml version="1.0" encoding="iso-2022-jp"?><a>外務省</a>'.encode("iso-2022-jp")
    assert "外務省" in decode(body)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(RefusedError, match="too-large"):
        decode(gzip.compress(bytes(MOST_BYTES + 1), 1))


@given(st.binary(max_size=200), st.text(max_size=30))
def test_whatever_the_bytes_the_text_is_clean(body: bytes, content_type: str) -> None:
    text = decode(body, content_type)
    text.encode("utf-8")
    assert not set(text) & set("\0\x08\x0b\x1f\x7f\ufffe\uffff")
