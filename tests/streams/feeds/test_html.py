"""HTML becomes text in paragraphs."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.html import line, paragraphs, to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Plain.", "Plain."),
        ("Wrapped\nover lines.\n\nNew.", "Wrapped over lines.\n\nNew."),
        ("<p>One <b>bold</b>.</p>\n<p>Two.</p>", "One bold.\n\nTwo."),
        ("One<br/>two<br>three", "One\n\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul>tail", "a\n\nb\n\ntail"),
        ("<p>Unclosed <p>twice", "Unclosed\n\ntwice"),
        ("Fish &amp; chips &eacute;&#8217;s", "Fish & chips é’s"),
        ("<p>a&nbsp;b</p>", "a b"),
        ("a<script>alert('x')</script>b<style>p{}</style>c", "abc"),
        ("a<!-- no --><!-- <p> -->b<!-- open", "a b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>“Quoted”, he <i>said</i>.</p>", "“Quoted”, he said."),
        ("<div><div><h2>Head</h2>Body</div></div>", "Head\n\nBody"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("x<img src='p.jpg' alt='No'>y", "xy"),
        ("<?php echo 1 ?>a", "a"),
    ],
)
def test_to_text(markup: str, text: str) -> None:
    assert to_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"), [("<i>A</i>\n b", "A b"), ("</only>", "</only>"), ("A &amp;amp; b", "A &amp; b"), ("", "")]
)
def test_a_headline_is_one_line(markup: str, text: str) -> None:
    assert line(markup) == text


def test_paragraphs_fold_white_space() -> None:
    assert paragraphs(" a \t b\r\n\r\n\n c\nd ") == "a b\n\nc d"


@pytest.mark.parametrize("filling", ["<", "<!--", "<b>", "</b>", "<a href='", "&", "&#", "<p>\n", "\n \n", "<![CDATA["])
def test_much_of_one_thing_is_linear(filling: str) -> None:
    assert growth(lambda text: to_text("<p>x" + text), filling, 300_000) < LINEAR


@given(st.text(alphabet=st.sampled_from("<>/!-[]&;#xp \n'\"=a1"), max_size=80))
def test_no_markup_raises(markup: str) -> None:
    assert to_text(markup) == to_text(markup).strip()
