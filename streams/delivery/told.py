"""What was told already: after a crash of a worker an alert may stand twice in its topic, and people want it once.

Called by `notices` and by `demarche watch`; forgets the oldest.
"""

from __future__ import annotations

REMEMBERED = 10_000  # keys


class Told:
    """The last keys that were told."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._keys: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def add(self, key: str) -> None:
        """Remember a key, and forget the oldest where there are too many."""
        self._keys[key] = None
        if len(self._keys) > self._most:
            del self._keys[next(iter(self._keys))]
