"""What is loaded once and stays for good: the collector of garbage need not walk through it again and again.

Called where the lexicon and the weights of a language are loaded.  A million objects that never go cost reading a
twelfth of its time, since each full collection looks at all of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Let nothing be collected while something is loaded, and put out of the collector's sight what then is there."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
