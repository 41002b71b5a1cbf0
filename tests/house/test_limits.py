"""Every field of every record has a cap, and the caps together keep every record within a message."""

from __future__ import annotations

import pytest
from widest import widest

import agents.records
from agents.limits import MESSAGE
from agents.records import ActorState, Alert, Article, ArticleHead, Delta, Entry, Feed, Incident, Record, Reject
from streams.engine.outlet import MAX_RECORD_BYTES

ENVELOPE = 60  # schema and version
RECORDS = [r for name in agents.records.__all__ if isinstance(r := getattr(agents.records, name), type)]


@pytest.mark.parametrize("record", [r for r in RECORDS if issubclass(r, Record)], ids=lambda r: r.__name__)
def test_every_field_has_a_cap(record: type[Record]) -> None:
    assert widest(record)


@pytest.mark.parametrize("record", [ActorState, Alert, Article, ArticleHead, Delta, Entry, Feed, Incident, Reject])
def test_no_record_can_outgrow_a_message(record: type[Record]) -> None:
    print(f"\n{record.__name__}: {widest(record)} bytes at most")
    assert widest(record) + ENVELOPE <= MESSAGE


def test_a_message_is_what_the_outlet_takes() -> None:
    assert MESSAGE <= MAX_RECORD_BYTES
