"""Faust's table with every changelog record entered in the ledger, and its entries as records.

Faust sends changelog records through a buffer whose flush gives up after 100 ms; an offset must not be committed
before they stand in Kafka (reference/faust.md 2.4).
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from faust.tables.table import Table

from agents.records import Entry
from streams import codec
from streams.engine.ledger import Ledger


class LedgerTable(Table):  # type: ignore[misc]  # faust's class is untyped
    """A table whose changelog is part of what must be delivered before a commit."""

    ledger: Ledger

    def send_changelog(self, *args: Any, **kwargs: Any) -> Any:
        delivery = super().send_changelog(*args, **kwargs)
        self.ledger.enter(delivery)
        return delivery


def table_with(ledger: Ledger) -> type[LedgerTable]:
    """Make the table class for one app."""
    return type("LedgerTable", (LedgerTable,), {"ledger": ledger, "__module__": __name__})


class Entries(MutableMapping[str, Entry]):
    """The table as the tracker sees it: actor id -> entry.  Bytes underneath, which keep a table small."""

    def __init__(self, table: MutableMapping[bytes, bytes]) -> None:
        self._table = table

    def __getitem__(self, actor_id: str) -> Entry:
        data = self._table.get(actor_id.encode())
        if not data:
            raise KeyError(actor_id)
        return codec.decode(data, Entry)

    def __setitem__(self, actor_id: str, entry: Entry) -> None:
        self._table[actor_id.encode()] = codec.encode(entry)

    def __delitem__(self, actor_id: str) -> None:
        del self._table[actor_id.encode()]

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key in self._table)

    def __len__(self) -> int:
        return len(self._table)
