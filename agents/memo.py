"""What was computed lately of the same values: most incidents of an actor are not those of the article just read.

Called by `agents.incidents`.  What is remembered must be pure, and its key must tell all that it depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """The last results by key; forgets the half that is longest known when it is full."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Hashable, T] = {}

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what is known of a key, or make it."""
        found = self._known.get(key)
        if found is None:
            found = make()
            if len(self._known) >= self._most:
                self._known = dict(list(self._known.items())[self._most // 2 :])
            self._known[key] = found
        return found
