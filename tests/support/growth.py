"""How the time of a step grows with the length of its text: a ratio within one run, so that no machine is too slow."""

from __future__ import annotations

import time
from collections.abc import Callable

LINEAR = 10  # four times the text: a linear step takes four times as long, a quadratic one sixteen times
_TIMES = 4
_TRIES = 5
_NOISE_S = 0.002  # below it the clock and the allocator are what is measured


def growth(read: Callable[[str], object], filling: str, size: int) -> float:
    """Give how many times as long `read` takes over `size` characters of `filling` as over a quarter of them."""
    return _best(read, filling * (size // len(filling))) / _best(read, filling * (size // _TIMES // len(filling)))


def _best(read: Callable[[str], object], text: str) -> float:
    """Give the shortest of some tries, in seconds of this process; never less than the noise."""
    tries = []
    for _ in range(_TRIES):
        began = time.process_time()
        read(text)
        tries.append(time.process_time() - began)
    return max(_NOISE_S, min(tries))
