"""The table out of its changelog: whole fetches at a time, and how far it has come.

Faust takes each entry through the queues that events take (283 µs an entry), a quarter of a
minute for thousands of actors.  Here a fetched batch goes into the table as it is; where to begin
and when it is enough stays Faust's.  Called by `consumer.py` with what it fetched; `streams.worker`
asks it for its health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

from faust.types import TP


def take(app: Any, records: Mapping[TP, Sequence[Any]]) -> Mapping[TP, Sequence[Any]]:
    """Put what belongs to the tables from a fetch into them; give the rest, for the streams."""
    book = app.tables.recovery
    if not book.in_recovery:
        return records
    rest = {tp: batch for tp, batch in records.items() if tp not in book.active_tps}
    for tp in records.keys() - rest.keys():
        _restore(book, tp, records[tp])
    if not book.need_recovery():
        book.flush_buffers()
        # Who waits is told, and a recovery that follows at once must not find it told already.  If nobody waits yet,
        # Faust's own look, every five seconds while it is in recovery, tells it again.
        book.signal_recovery_end.set()
        book.signal_recovery_end.clear()
    return rest


def _restore(book: Any, tp: TP, batch: Sequence[Any]) -> None:
    store = book.tp_to_table[tp].data
    seen = book.active_offsets.get(tp)
    for record in batch:
        if seen is not None and record.offset <= seen:
            continue
        if record.value:
            store.data[record.key] = record.value
            store._key_partition[record.key] = tp.partition  # by it Faust drops what a rebalance gives away
        else:
            store.data.pop(record.key, None)
            store._key_partition.pop(record.key, None)
        seen = record.offset
    book.active_offsets[tp] = seen
    book._active_events_received_at[tp] = monotonic()  # or Faust would warn that nothing comes


def read_so_far(app: Any) -> int:
    """Count what was read, as offsets: what grows is alive."""
    return sum(offset for offset in app.tables.recovery.active_offsets.values() if offset is not None)


def told(app: Any) -> str:
    """Say how much is still to be read."""
    left = [number for number in app.tables.recovery.active_remaining().values() if number > 0]
    return f"{sum(left)} messages of {len(left)} partitions to go"
