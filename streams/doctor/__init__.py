"""Looks at everything the program stands on and says what is well, what is doubtful, what is broken, and what to do.

`demarche doctor` prints it, and it is the first thing to paste into a report of a fault.  Changes nothing, anywhere.
"""

from __future__ import annotations

import asyncio

from streams.doctor import cluster, data, machine
from streams.doctor.check import Check
from streams.settings import Settings

__all__ = ["Check", "examine"]


async def examine(settings: Settings) -> list[Check]:
    """Make all checks, in the order in which one would mend them.  Never raises: what breaks is a failed check."""
    checks = await asyncio.to_thread(machine.examine, settings)
    checks += await asyncio.to_thread(data.examine, settings)
    return checks + await cluster.examine(settings)
