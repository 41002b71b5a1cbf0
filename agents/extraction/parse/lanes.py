"""Whole numbers with a lane for each tag: the weights of a feature in one number, so that `+` joins all tags at once.

Called by `tags` and `training`.  A lane may be negative: it then borrows from the next one, and lifting all lanes by
half their width (`_lift`) gives every one its own value back.  Sums must stay within half a lane.
"""

from __future__ import annotations

from struct import Struct

WIDTH = 16  # bits of a lane of weights
_FEW = 5  # lanes that are looked at one by one; more are cheaper unpacked all at once


class Lanes:
    """As many lanes as there are tags, each `width` bits wide (16 or 64)."""

    def __init__(self, tags: int, width: int = WIDTH) -> None:
        self.width = width
        self._mask = (1 << width) - 1
        self._half = 1 << (width - 1)
        self._lift = sum(self._half << width * lane for lane in range(tags))
        self._unpack = Struct(f"<{tags}{'H' if width == WIDTH else 'Q'}")

    def lifted(self, number: int) -> tuple[int, ...]:
        """Give what each lane holds and half a lane more: enough to compare."""
        return self._unpack.unpack((number + self._lift).to_bytes(self._unpack.size, "little"))

    def values(self, number: int) -> list[int]:
        """Give what each lane holds."""
        return [value - self._half for value in self.lifted(number)]

    def highest(self, number: int, lanes: tuple[int, ...]) -> int:
        """Give which of some lanes holds most; of equal ones the first."""
        if len(lanes) > _FEW:
            return max(lanes, key=self.lifted(number).__getitem__)
        number += self._lift
        best, most = lanes[0], -1
        width, mask = self.width, self._mask
        for lane in lanes:
            if (value := (number >> width * lane) & mask) > most:
                best, most = lane, value
        return best
