"""A text's fingerprint, by which copies of a wire story know each other.

Bottom-k sketch of word shingles: A. Broder, "On the resemblance and containment of documents", 1997.  Called by
`feeds.articles` and by `incidents` when reports are compared; pure.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from zlib import crc32

SHINGLE = 4  # words
SIZE = 64  # hashes kept; the error of `resemblance` is about 1 / sqrt(64)

_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> tuple[int, ...]:
    """Give the 64 smallest 32-bit hashes of a text's four-word shingles, in order; fewer for a short text.

    A text of less than four words counts as one shingle; an empty one has none.
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return ()
    encoded = [word.encode("utf-8", "replace") for word in words]
    last = max(1, len(encoded) - SHINGLE + 1)
    hashes = {crc32(b" ".join(encoded[i : i + SHINGLE])) for i in range(last)}
    return tuple(heapq.nsmallest(SIZE, hashes))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimate the share of shingles that two texts have in common (Jaccard), 0 to 1, from their fingerprints."""
    both = set(a) & set(b)
    if not both:
        return 0.0
    # Only as many of the union's smallest are surely known as the longer sketch holds; so a prefix is a sketch too.
    union = heapq.nsmallest(max(len(a), len(b)), set(a) | set(b))
    return sum(1 for h in union if h in both) / len(union)
