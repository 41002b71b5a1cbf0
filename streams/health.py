"""What `/live` and `/ready` say: yes or no, and why in a line.

Each part of a process has a word of its own; the process is as well as the worst of them.  Called by the parts,
`service.py` and the page.  Live: a restart would not help.  Ready: it does its work now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """A yes or a no, and what is behind it."""

    well: bool
    told: str


def together(words: Iterable[Health], well: str) -> Health:
    """Give the first that is not well, else `well`."""
    return next((word for word in words if not word.well), Health(True, well))
