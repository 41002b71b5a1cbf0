"""Every record travels as bytes and comes back equal; whatever else comes is refused with its reason."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import msgspec
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import make_article, make_head
from msgspec import inspect

import agents.records as records
from agents.records import Article, Feed, Record, Reject
from streams import codec, formats

TRAVELLERS = sorted(
    (r for r in vars(records).values() if isinstance(r, type) and issubclass(r, Record) and r is not Record),
    key=lambda r: r.__name__,
)
LEAVES: dict[type, st.SearchStrategy[Any]] = {
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.DateTimeType: st.datetimes(timezones=st.just(UTC)),
}


def values_of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Make values of a type that stands in a record."""
    match kind:
        case inspect.StructType():
            fields = {f.name: values_of(f.type) for f in kind.fields}
            return st.fixed_dictionaries(fields).map(lambda row: kind.cls(**row))
        case inspect.Metadata():
            return values_of(kind.type)
        case inspect.UnionType():
            return st.one_of(*map(values_of, kind.types))
        case inspect.StrType(max_length=int(chars)):
            # Six bytes a character at most; days and digits have room for plain ones only.
            return st.text(max_size=8) if chars >= 48 else st.text("abc019.-", max_size=min(8, chars))
        case inspect.IntType():
            return st.integers(kind.ge, kind.le)
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.VarTupleType():
            return st.lists(values_of(kind.item_type), max_size=2).map(tuple)
        case inspect.TupleType():
            return st.tuples(*map(values_of, kind.item_types))
        case inspect.DictType():
            return st.dictionaries(values_of(kind.key_type), values_of(kind.value_type), max_size=2)
        case _:
            return LEAVES[type(kind)]


@pytest.mark.parametrize("kind", TRAVELLERS, ids=lambda r: r.__name__)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_equal(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(values_of(inspect.type_info(kind)))
    sent = codec.encode(record)
    assert codec.decode(sent, kind) == record
    assert codec.encode(codec.decode(sent, kind)) == sent
    row = orjson.loads(sent)
    assert (row["schema"], row["version"]) == (kind.__name__.lower(), formats.format_of(kind.__name__.lower()).writes)


def test_equal_records_are_equal_bytes_whatever_order_their_maps_were_filled_in() -> None:
    one = make_head()
    feeds = [
        Feed(id="f", url="u", poll=records.PollState(seen=seen))
        for seen in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    ]
    assert codec.encode(feeds[0]) == codec.encode(feeds[1])
    assert codec.encode(one) == codec.encode(make_head())
    assert list(orjson.loads(codec.encode(one))) == sorted(orjson.loads(codec.encode(one)))


ROW = orjson.loads(codec.encode(make_article("Some text.")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "empty"),
        (b"", "empty"),
        (b"{", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b'{"text": "\\ud800"}', "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "wrong-schema"),
        (b"null", "wrong-schema"),
        (codec.encode(Reject(id="r", stage="s", reason="r", error="")), "wrong-schema"),
        (orjson.dumps(ROW | {"version": ROW["version"] + 1}), "newer-version"),
        (orjson.dumps(ROW | {"version": 0}), "older-version"),
        (orjson.dumps(ROW | {"version": "1"}), "invalid"),
        (orjson.dumps(ROW | {"version": True}), "invalid"),
        (orjson.dumps(ROW | {"version": None}), "invalid"),
        (b"{}", "invalid"),
        (orjson.dumps(ROW | {"title": 7}), "invalid"),
        (orjson.dumps(ROW | {"published_at": "yesterday"}), "invalid"),
        (orjson.dumps(ROW | {"published_at": "2025-10-15T12:00:00"}), "invalid"),
        (orjson.dumps(ROW | {"published_trust": "perhaps"}), "invalid"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(data: bytes | None, reason: str) -> None:
    with pytest.raises(codec.CodecError) as refused:
        codec.decode(data, Article)
    assert refused.value.reason == reason
    assert str(refused.value).startswith(f"{reason}: ")


def test_fields_of_a_newer_writer_are_let_through() -> None:
    newer = orjson.dumps(ROW | {"mood": "gloomy"})
    assert codec.decode(newer, Article) == codec.decode(orjson.dumps(ROW), Article)


def test_a_record_without_envelope_is_read() -> None:
    bare = {k: v for k, v in ROW.items() if k not in ("schema", "version")}
    assert codec.decode(orjson.dumps(bare), Article).text == "Some text."


def test_records_are_frozen_so_that_what_was_sent_cannot_change() -> None:
    with pytest.raises(AttributeError):
        make_article("Some text.").title = "other"  # type: ignore[misc]
    assert all(msgspec.structs.fields(r) for r in TRAVELLERS)


def test_a_text_above_its_cap_is_cut_and_an_id_is_refused() -> None:
    row = orjson.loads(codec.encode(make_article("He left.")))
    long = codec.decode(
        orjson.dumps(row | {"outlet": "x" * 440_000, "url": "https://x.example/" + "x" * 700_000}), Article
    )
    assert (len(long.outlet), long.outlet[-1], long.url) == (80, "…", "")
    for name in ("id", "revision", "feed_id"):
        with pytest.raises(codec.CodecError, match=rf"too-long: Article\.{name} has 700000 characters, 64 is the most"):
            codec.decode(orjson.dumps(row | {name: "x" * 700_000}), Article)


def test_a_value_above_its_cap_does_not_hide_another_fault() -> None:
    row = orjson.loads(codec.encode(make_article("He left."))) | {"outlet": "x" * 81}
    for wrong in ({"fingerprint": 7}, {"published_at": "soon"}, {"fingerprint": ["x"]}, {"title": 7}):
        with pytest.raises(codec.CodecError) as refused:
            codec.decode(orjson.dumps(row | wrong), Article)
        assert refused.value.reason == "invalid"


@pytest.mark.parametrize("letter", ["\x01", '"', "國", "\U0001f30d"])
def test_what_fits_in_characters_but_not_in_bytes_is_held_too(letter: str) -> None:
    row = orjson.loads(codec.encode(make_article("He left.")))
    article = codec.decode(orjson.dumps(row | {"outlet": letter * 80}), Article)
    assert len(orjson.dumps(article.outlet)) <= 162
    with pytest.raises(codec.CodecError, match="too-long"):
        codec.decode(orjson.dumps(row | {"id": letter * 64}), Article)
    assert codec.decode(orjson.dumps(row | {"outlet": "я" * 80}), Article).outlet == "я" * 80
