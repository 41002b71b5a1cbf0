"""Text is cut with a mark, by characters and by bytes; an id is never cut; what fits is the very same."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_article, make_deed, make_delta, make_deltas, make_head

from agents.clipping import MARK, TooLongError, clipped, cut, fits
from agents.limits import SIGNALS, Name, exact, most, prose
from agents.records import Record


class Sample(Record):
    id: Annotated[str, exact(4)] = ""
    name: Annotated[str, prose(6)] = ""
    other: Annotated[str, prose(6)] | None = None
    row: Annotated[tuple[Annotated[str, prose(3)], ...], most(2)] = ()
    pair: tuple[Annotated[str, prose(3)], int] = ("", 0)
    table: Annotated[dict[Annotated[str, exact(2)], Name], most(2)] = {}  # noqa: RUF012 -- msgspec makes a new one for each


@given(st.text(max_size=60), st.integers(2, 40), st.integers(8, 100))
def test_what_is_cut_keeps_within_both_bounds_and_is_marked(text: str, chars: int, size: int) -> None:
    kept = cut(text, chars, size)
    assert len(kept) <= chars
    assert len(msgspec.json.encode(kept)) - 2 <= size
    if kept != text:
        assert kept.endswith(MARK)
        assert text.startswith(kept.removesuffix(MARK))
        assert len(text) > chars or len(msgspec.json.encode(text)) - 2 > size


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("sixsix", "sixsix"),
        ("sevenss", "seven…"),
        ("a b c d e", "a b c…"),
        ("шестьь", "шестьь"),
        ("外交部发言", "外交部…"),
        ("\x01\x01\x01", "\x01…"),
        ("\U0001f30d" * 6, "\U0001f30d" * 2 + "…"),
    ],
)
def test_bytes_count_as_json_writes_them(text: str, kept: str) -> None:
    assert clipped(Sample(name=text)).name == kept


def test_what_fits_is_the_very_same() -> None:
    fitting = Sample(id="abcd", name="n", other="o", row=("a", "b"), pair=("x", 1), table={"k": "v"})
    assert clipped(fitting) is fitting
    message = make_deltas(make_head(), make_delta(make_deed()))
    assert clipped(message) is message
    assert clipped(make_article("Text.")) == make_article("Text.")


def test_everything_inside_is_held_too() -> None:
    long = Sample(other="sevenss", row=("abcd", "b", "c"), pair=("abcd", 1), table={"a": "n" * 99, "b": "", "c": ""})
    kept = clipped(long)
    assert (kept.other, kept.row, kept.pair) == ("seven…", ("ab…", "b"), ("ab…", 1))
    assert list(kept.table) == ["a", "b"]
    assert kept.table["a"].endswith(MARK)


@pytest.mark.parametrize("bad", [Sample(id="abcde"), Sample(id="\x01"), Sample(id="外交"), Sample(table={"abc": ""})])
def test_an_id_too_long_is_refused(bad: Sample) -> None:
    with pytest.raises(TooLongError, match="is the most"):
        clipped(bad)


def test_a_row_of_records_is_shortened() -> None:
    message = make_deltas(make_head(), make_delta(*[make_deed(sentence="s" * 999)] * (SIGNALS + 1)))
    (delta,) = clipped(message).deltas
    assert len(delta.deeds) == SIGNALS
    assert all(d.sentence.endswith(MARK) for d in delta.deeds)


def test_a_field_without_a_cap_is_an_error_of_ours() -> None:
    class Careless(Record):
        name: str = ""

    with pytest.raises(TypeError, match=r"Careless\.name has no cap"):
        clipped(Careless())


def test_what_surely_fits_is_not_measured() -> None:
    assert fits("\x01" * 10, 60)
    assert not fits("\x01" * 11, 60)
    assert fits("a" * 60, 60)
