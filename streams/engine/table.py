"""The Faust table as the tracker sees it: actor id -> entry, with the changelog written by us.

Faust sends changelog records one by one through a buffer whose flush gives up after 100 ms: its delivery is not
awaited before a commit (reference/faust.md 2.4), and under load its queue held commits up for many seconds.  So an
entry is put into Faust's store directly, and `flow` sends the same record that Faust would have sent, by the outlet
and with the ledger.  Recovery stays Faust's.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from agents.records import Entry
from streams import codec


class Entries(MutableMapping[str, Entry]):
    """Entries by actor id; bytes underneath, which keep a table small."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._written: dict[str, bytes] = {}

    def __getitem__(self, actor_id: str) -> Entry:
        data = self._table.data.get(actor_id.encode())
        if not data:
            raise KeyError(actor_id)
        return codec.decode(data, Entry)

    def __setitem__(self, actor_id: str, entry: Entry) -> None:
        data = codec.encode(entry)
        self._table.data[actor_id.encode()] = data
        self._written[actor_id] = data

    def __delitem__(self, actor_id: str) -> None:
        raise TypeError("an actor is never forgotten")

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key in self._table.data)

    def __len__(self) -> int:
        return len(self._table.data)

    def written(self) -> dict[str, bytes]:
        """Give what was written since the last call, for the changelog."""
        written, self._written = self._written, {}
        return written
