"""What was delivered to the streams and is not finished: the book that commits are made by.

Faust drops messages while it starts: what arrives between the end of recovery and the seek to the committed offset may
be taken out of its queues, and where nothing was committed yet there is no seek back (seen in one of six kills with a
backlog).  Such a message shows by nobody holding it any more, unfinished.  Called by `consumer.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from weakref import ref

from faust.types import TP


class Deliveries:
    """Unfinished messages by partition and offset, and where a partition was rewound to."""

    def __init__(self) -> None:
        # In the order of offsets; weak, so that a message that Faust dropped shows.
        self._pending: dict[TP, dict[int, ref[Any]]] = defaultdict(dict)
        self._beyond: dict[TP, int] = {}
        self.awaited: dict[TP, int] = {}

    @property
    def partitions(self) -> tuple[TP, ...]:
        """Name the partitions of which something was delivered."""
        return tuple(self._pending)

    def arrived(self, message: Any, committed: int | None) -> bool:
        """Enter a message that was fetched.  False for one to be left out: fetched before a rewind, it comes again."""
        tp, offset = message.tp, message.offset
        if tp in self.awaited:
            if offset != self.awaited[tp]:
                return False
            del self.awaited[tp]
        # A second copy of a committed event is not waited for: its ack is never entered by Faust.
        if committed is None or offset >= committed:
            pending = self._pending[tp]
            behind = next(reversed(pending), -1) > offset
            pending[offset] = ref(message)
            if behind:  # a rebalance went back to the committed offset
                self._pending[tp] = dict(sorted(pending.items()))
            self._beyond[tp] = max(self._beyond.get(tp, 0), offset + 1)
        return True

    def out_of_turn(self, message: Any, acked: Collection[int]) -> bool:
        """Tell whether an earlier message of the partition is still to come: then this copy comes again behind it.

        A fold takes what is older than its fence for a replay, so the order of a partition must hold.
        """
        pending = self._pending[message.tp]
        while pending:
            offset, earlier = next(iter(pending.items()))
            if offset >= message.offset:
                return False
            if offset not in acked and not getattr(earlier(), "acked", False):
                return True
            del pending[offset]  # finished: struck out here already, or each message would walk past all of them
        return False

    def finished(self, tp: TP, offsets: Iterable[int], committed: int | None) -> None:
        """Strike out what was acked, and what a commit covers: an ack that comes after it is not entered by Faust."""
        pending = self._pending[tp]
        for offset in offsets:
            pending.pop(offset, None)
        for offset in [o for o, m in pending.items() if o < (committed or 0) or getattr(m(), "acked", False)]:
            del pending[offset]

    def committable(self, tp: TP) -> int | None:
        """Give the smallest offset that is not finished, or the one behind all that was delivered."""
        pending = self._pending[tp]
        return min(pending) if pending else self._beyond.get(tp)

    def dropped(self) -> dict[TP, int]:
        """Give for each partition the first unfinished message that nobody holds any more."""
        lost = {tp: [o for o, m in pending.items() if m() is None] for tp, pending in self._pending.items()}
        return {tp: min(offsets) for tp, offsets in lost.items() if offsets}

    def rewind(self, tp: TP, dropped: int, earliest: int = 0) -> int:
        """Count nothing from a dropped message on until it has arrived once more; give the offset to seek.

        What the log itself has let go before `earliest` cannot come again, and is not waited for.
        """
        offset = max(dropped, earliest)
        kept = {o: m for o, m in self._pending[tp].items() if o < dropped}
        self._pending[tp] = kept | {offset: self._pending[tp][dropped]}
        self._beyond[tp] = offset
        self.awaited[tp] = offset
        return offset

    def forget(self, tps: Iterable[TP]) -> None:
        """Drop all that is known of partitions that are ours no longer."""
        for tp in tps:
            for known in (self._pending, self._beyond, self.awaited):
                known.pop(tp, None)


class ReadOffsets(defaultdict[TP, int | None]):
    """Faust's own note of how far each partition was read: below it, it refuses what it fetches.

    A batch that was under way at a rewind must not move it on, or what was sought would be refused.
    """

    def __init__(self, awaited: Mapping[TP, int]) -> None:
        super().__init__(lambda: None)
        self._awaited = awaited

    def __setitem__(self, tp: TP, offset: int | None) -> None:
        if tp not in self._awaited or offset in (None, self._awaited[tp]):
            super().__setitem__(tp, offset)
