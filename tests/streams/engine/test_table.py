"""The table as the tracker sees it, and its changelog in the ledger."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from faust.tables.table import Table
from makers import make_alert, make_state

from agents.records import Entry, Outgoing
from streams import codec
from streams.engine.ledger import Ledger
from streams.engine.table import Entries, LedgerTable, table_with


def entry(actor: str = "RUS", **more: Any) -> Entry:
    return Entry(state=make_state(actor), **more)


def test_entries_are_kept_as_bytes_and_come_back_equal() -> None:
    underneath: dict[bytes, bytes] = {}
    entries = Entries(underneath)
    kept = entry(fences={"1.3": 17}, outbox=(Outgoing(alert=make_alert(), lane="1.3", position=17),))
    entries["RUS"] = kept
    assert entries["RUS"] == kept
    assert underneath == {b"RUS": codec.encode(kept)}


def test_it_is_a_mapping_like_any_other() -> None:
    entries = Entries({})
    entries["RUS"], entries["p:rus:sergei-lavrov"], entries["ÅÄÖ"] = entry(), entry("p"), entry("å")
    assert list(entries) == ["RUS", "p:rus:sergei-lavrov", "ÅÄÖ"]
    assert len(entries) == 3
    assert "RUS" in entries
    assert entries.get("CHN") is None
    del entries["RUS"]
    with pytest.raises(KeyError, match="RUS"):
        entries["RUS"]
    assert entries.pop("ÅÄÖ").state.actor_id == "å"


def test_what_is_deleted_is_absent_also_where_the_store_says_none() -> None:
    class Faustlike(dict[bytes, Any]):
        """Faust's tables answer a missing key of bytes with None or empty bytes."""

    for nothing in (None, b""):
        assert Entries(Faustlike({b"RUS": nothing})).get("RUS") is None


def test_bytes_that_are_no_entry_are_told() -> None:
    with pytest.raises(codec.CodecError, match="not-json"):
        Entries({b"RUS": b"\xff"})["RUS"]


async def test_a_changelog_record_is_entered_in_the_ledger_of_its_app(monkeypatch: pytest.MonkeyPatch) -> None:
    out: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    asked = []

    def stock(self: Any, *args: Any, **kwargs: Any) -> asyncio.Future[None]:
        asked.append((args, kwargs))
        return out

    monkeypatch.setattr(Table, "send_changelog", stock)
    mine, other = Ledger(), Ledger()
    table = object.__new__(table_with(mine))
    table_with(other)
    assert table.send_changelog(3, b"k", value=b"v") is out
    assert asked == [((3, b"k"), {"value": b"v"})]
    assert (len(mine), len(other)) == (1, 0)
    assert isinstance(table, LedgerTable)
    out.set_result(None)
    await mine.settle()
