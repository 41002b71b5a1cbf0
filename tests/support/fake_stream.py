"""As much of a Faust stream as an inlet uses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace


@dataclass
class Message:
    """A message of partition 5 of the articles."""

    value: bytes | None
    offset: int
    partition: int = 5
    topic: str = "demarche.articles"


@dataclass
class Event:
    """What Faust hands out."""

    message: Message


class Stream:
    """Hands out values at offsets from 0 on, and notes which were asked for; `partitions` say where each one stands."""

    app = SimpleNamespace(consumer=SimpleNamespace(comes_again=lambda message: False))

    def __init__(self, *values: bytes | None, partitions: Sequence[int] = ()) -> None:
        self.values = values
        self.partitions = partitions or [5] * len(values)
        self.asked: list[int] = []

    async def events(self) -> AsyncIterator[Event]:
        """Give the events; none is asked for before the one before it is done."""
        for offset, (value, partition) in enumerate(zip(self.values, self.partitions, strict=True)):
            self.asked.append(offset)
            yield Event(Message(value, offset, partition))
