"""Entities and references are resolved before a parser sees them."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth

from streams.feeds.references import MOST_EXPANSION, resolve
from streams.feeds.rows import RefusedError


def doctype(**entities: str) -> str:
    return "<!DOCTYPE r [" + "".join(f'<!ENTITY {name} "{value}">' for name, value in entities.items()) + "]>"


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("<a>&amp;&lt;&gt;&quot;&apos;</a>", "<a>&amp;&lt;&gt;&quot;&apos;</a>"),
        ("a & b &; &1; &nosuch; &copy c", "a &amp; b &amp;; &amp;1; &amp;nosuch; &amp;copy c"),
        ("&eacute;&nbsp;&hellip;", "é\xa0…"),
        ("&#233;&#xE9;&#38;&#60;&#9;", "éé&#38;&#60;\t"),
        ("&#128;&#150;&#0;&#xD800;&#9999999;", "€–"),
        ("<![CDATA[&eacute; & &#0;]]>&eacute;", "<![CDATA[&eacute; & &#0;]]>é"),
        ("<!-- & &eacute; -->&", "<!-- & &eacute; -->&amp;"),
        ("<![CDATA[ & never closed", "<![CDATA[ & never closed"),
        (doctype(a="A") + "&a;&b;", "A&amp;b;"),
        (doctype(a="[&b;]", b="B &amp; &eacute;") + "&a;", "[B &amp; é]"),
        ("<!DOCTYPE rss PUBLIC 'x' 'y'><rss/>", "<rss/>"),
        ("<!DOCTYPE r [<!ENTITY % p SYSTEM 'x'> %p; <!ENTITY a SYSTEM 'file:///x'>]>&a;", "&amp;a;"),
        ("<!DOCTYPE r [ never closed", ""),
        (doctype(amp="x", lt="y") + "&amp;&lt;", "&amp;&lt;"),
    ],
)
def test_resolve(text: str, resolved: str) -> None:
    assert resolve(text) == resolved


@pytest.mark.parametrize(
    "text",
    [
        doctype(a="&a;") + "&a;",
        doctype(a="&b;&b;", b="&a;") + "&a;",
        doctype(a="x" * 1000) + "&a;" * (MOST_EXPANSION // 1000 + 1),
        doctype(**{f"e{n}": f"&e{n + 1};" * 10 for n in range(8)}, e8="x" * 10) + "&e0;",
        doctype(**{f"e{n}": f"&e{n + 1};" for n in range(60)}, e60="x") + "&e0;",
    ],
)
def test_a_bomb_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="entity-bomb"):
        resolve(text)


@pytest.mark.parametrize("filling", ["<![CDATA[", "<!--", "&", "&a", "&#", "<!DOCTYPE [", "<!ENTITY a ", "]>"])
def test_much_of_one_thing_is_linear(filling: str) -> None:
    assert growth(lambda text: resolve("<!DOCTYPE r [" + text), filling, 300_000) < LINEAR
