from __future__ import annotations

from typing import Any

import orjson
import pytest
from makers import (
    DAY0,
    make_alert,
    make_article,
    make_deed,
    make_delta,
    make_deltas,
    make_evidence,
    make_head,
    make_state,
)

from agents.records import Feed, PollState, Record, Reject
from streams.codec import encode
from streams.contracts.schemas import record_schemas
from streams.topics import TOPICS

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed (extra dev)")

ALERT = make_alert(evidence=(make_evidence(),))
RECORDS: list[Record] = [
    ALERT,
    make_article("Words."),
    make_deltas(make_head(), make_delta(make_deed())),
    make_state(),
    Feed(id="f", url="https://example.org/feed", poll=PollState(last_poll_at=DAY0, seen={"x": "r"})),
    Reject(id="j", stage="reader", reason="empty", error="no value"),
]


def checker(name: str) -> Any:
    schema = record_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def row(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(encode(record))
    return found


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_what_we_send_is_what_the_schema_says(record: Record) -> None:
    sent = row(record)
    assert [error.message for error in checker(sent["schema"]).iter_errors(sent)] == []


def test_a_wrong_record_is_seen() -> None:
    check = checker("alert")
    assert not check.is_valid(row(ALERT) | {"severity": "terrible"})
    assert not check.is_valid(row(ALERT) | {"version": 1})
    assert not check.is_valid({k: v for k, v in row(ALERT).items() if k != "headline"})
    assert not check.is_valid(row(ALERT) | {"evidence": [{"article_id": "x"}]})


def test_a_field_of_a_newer_writer_is_let_through() -> None:
    assert checker("alert").is_valid(row(ALERT) | {"mood": "grim"})


def test_every_record_of_a_topic_has_a_schema_that_stands_alone() -> None:
    schemas = record_schemas()
    assert {topic.record.__name__ for topic in TOPICS} == {schema["title"] for schema in schemas.values()}
    for schema in schemas.values():
        text = orjson.dumps(schema).decode()
        assert all(f'"{name}":{{' in text for name in schema.get("$defs", {}))
        for name in set(text.split('"#/$defs/')[1:]):
            assert name.split('"')[0] in schema["$defs"]
