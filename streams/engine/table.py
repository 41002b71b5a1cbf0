"""The Faust table as the tracker sees it: actor id -> entry, written back in one go.

A fold changes an entry in memory only.  `writeback` encodes what changed and sends it to the changelog before every
commit and before every alert, so an actor named in a hundred articles between two commits is written once; what a
crash loses comes again with the uncommitted messages.  Recovery from the changelog stays Faust's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from typing import Any

import msgspec

from agents.records import Entry
from streams import codec, formats

DECODED = 512  # entries kept decoded: the few actors that are in every article make half of all reads

# Not `streams.codec`: an entry never leaves the changelog, and this is twice as fast on the hottest path.
_read = msgspec.json.Decoder(Entry).decode
_encode = msgspec.json.Encoder(order="sorted").encode


def _decode(data: bytes) -> Entry:
    try:
        return _read(data)
    except msgspec.ValidationError:  # an older program had wider caps; what breaks otherwise is raised again here
        return codec.shortened(msgspec.json.decode(data), Entry)


class Entries(MutableMapping[str, Entry]):
    """Entries by actor id; bytes underneath, which keep a table small."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._changed: dict[str, Entry] = {}
        self._decoded: OrderedDict[str, tuple[bytes, Entry]] = OrderedDict()

    def __getitem__(self, actor_id: str) -> Entry:
        if actor_id in self._changed:
            return self._changed[actor_id]
        data = self._table.data.get(actor_id.encode())
        if not data:
            raise KeyError(actor_id)
        known = self._decoded.get(actor_id)
        # The very bytes: after a rebalance, recovery may have put others in their place.
        if known is not None and known[0] is data:
            return known[1]
        entry = _decode(data)
        self._keep(actor_id, data, entry)
        return entry

    def __setitem__(self, actor_id: str, entry: Entry) -> None:
        self._changed[actor_id] = entry

    def __delitem__(self, actor_id: str) -> None:
        raise TypeError("an actor is never forgotten")

    def __iter__(self) -> Iterator[str]:
        return iter({key.decode() for key in self._table.data} | self._changed.keys())

    def __len__(self) -> int:
        return len(self._table.data.keys() | {key.encode() for key in self._changed})

    def changed(self) -> tuple[str, ...]:
        """Name the actors whose entries are not yet encoded."""
        return tuple(self._changed)

    def encode(self, actor_id: str) -> bytes:
        """Put a changed entry into the table as bytes, and give them for the changelog.  Raises KeyError."""
        entry = self._changed.pop(actor_id)
        version = formats.format_of("entry").writes
        data = _encode(entry if entry.format == version else msgspec.structs.replace(entry, format=version))
        self._table.data[actor_id.encode()] = data
        self._keep(actor_id, data, entry)
        return data

    def _keep(self, actor_id: str, data: bytes, entry: Entry) -> None:
        self._decoded[actor_id] = (data, entry)
        self._decoded.move_to_end(actor_id)
        if len(self._decoded) > DECODED:
            self._decoded.popitem(last=False)
