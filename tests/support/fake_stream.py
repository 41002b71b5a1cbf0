"""As much of a Faust stream as an inlet uses."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
    """Hands out values at offsets from 0 on, and notes which were asked for."""

    app = SimpleNamespace(consumer=SimpleNamespace(comes_again=lambda message: False))

    def __init__(self, *values: bytes | None) -> None:
        self.values = values
        self.asked: list[int] = []

    async def events(self) -> AsyncIterator[Event]:
        """Give the events; none is asked for before the one before it is done."""
        for offset, value in enumerate(self.values):
            self.asked.append(offset)
            yield Event(Message(value, offset))
