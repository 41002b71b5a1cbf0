"""Our consumer without a broker: only Faust's own book-keeping is set up, and `done` writes it as Faust does."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

from aiokafka.errors import IllegalStateError
from faust.types import TP

from streams.engine.consumer import DeliveredConsumer
from streams.engine.deliveries import Deliveries
from streams.engine.ledger import Ledger

P0, P1 = TP("demarche.articles", 0), TP("demarche.articles", 1)


class Delivered:
    """A message as the consumer sees it."""

    acked = False

    def __init__(self, tp: TP, offset: int) -> None:
        self.tp, self.topic, self.offset = tp, tp.topic, offset


class Bench(DeliveredConsumer):
    """The consumer with Faust's containers and nothing behind them; commits are noted, not sent."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.deliveries, self._rewound_at, self._silent_since = Deliveries(), {}, {}
        self._unacked_messages = set()
        self.begins_at = 0
        self.assigned = {P0, P1}
        self.app = SimpleNamespace(
            rebalancing=False,
            in_recovery=False,
            topics=SimpleNamespace(acks_enabled_for=lambda topic: topic == P0.topic),
        )
        self.flow_active = True
        self.held: list[Delivered] = []
        self.sought: list[tuple[TP, int]] = []
        self._acked = defaultdict(list)
        self._acked_index = defaultdict(set)
        self._committed_offset = defaultdict(lambda: None)
        self.sent: list[dict[TP, int]] = []
        self.accepts = True

    async def _commit_offsets(self, offsets: dict[TP, int], start_new_transaction: bool = True) -> bool:
        self.sent.append(offsets)
        if self.accepts:
            self._committed_offset.update(offsets)
        return self.accepts

    def deliver(self, *offsets: int, tp: TP = P0) -> None:
        for offset in offsets:
            message = Delivered(tp, offset)
            if self._arrived(message):
                self.held.append(message)

    def drop(self, *offsets: int) -> None:
        """Let go of messages as Faust does when it clears a queue."""
        self.held = [message for message in self.held if message.offset not in offsets]

    def assignment(self) -> set[TP]:
        return set(self.assigned)

    def give_away(self, *tps: TP) -> None:
        """Lose partitions as a rebalance takes them: Faust forgets them, and aiokafka refuses to seek them."""
        self.assigned -= set(tps)
        self.deliveries.forget(tps)
        for tp in tps:
            self._committed_offset.pop(tp, None)

    async def earliest_offsets(self, *tps: TP) -> dict[TP, int]:
        return dict.fromkeys(tps, self.begins_at)

    async def seek(self, tp: TP, offset: int) -> None:
        if tp not in self.assigned:
            raise IllegalStateError(f"No current assignment for partition {tp}")
        self.sought.append((tp, offset))

    def done(self, *offsets: int, tp: TP = P0) -> None:
        """Enter acks as Faust's `Consumer.ack` and its compiled twin do."""
        for offset in offsets:
            committed = self._committed_offset[tp]
            if (committed is None or offset >= committed) and offset not in self._acked_index[tp]:
                self._acked_index[tp].add(offset)
                self._acked[tp].append(offset)

    async def commit(self, *tps: TP) -> bool:
        return await self._commit_tps(tps or (P0,), start_new_transaction=False)
