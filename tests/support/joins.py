"""Workers that join and leave a group again and again while articles flow, beside two that stay.

Measured by tests/bench/bench_joins.py, asserted by tests/pipeline/test_joins.py.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from group import PATIENCE_S, until_read, until_told, worker

from agents.records import Article
from streams import admin, topics
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.settings import Settings

STAY = 2
GAP_S = 2.0
LEAVE_S = 30.0  # that a worker asked to leave may take on a busy machine


@dataclass(slots=True)
class Joins:
    """What came of them: workers that ended by themselves, how the leaving ended, and what all of them said."""

    ended: list[str] = field(default_factory=list)
    left: list[int | None] = field(default_factory=list)
    told: str = ""


async def joins_and_leaves(url: str, folder: Path, articles: Sequence[Article], rounds: int) -> Joins:
    """Let a worker join, and leave two seconds later, and another two seconds after that; then all must be read.

    Raises TimeoutError where reading does not get on.
    """
    await admin.apply(url, Settings())
    found, errors = Joins(), folder / "errors"
    async with AsyncExitStack() as stack:
        staying = [
            await stack.enter_async_context(worker(url, folder / f"stay-{n}", f"stay-{n}", errors)) for n in range(STAY)
        ]
        flow = asyncio.create_task(_flow(url, articles, rounds * GAP_S * 2))
        for n in range(rounds):
            name = f"join-{n}"
            said = folder / f"{name}.errors"
            joining = await stack.enter_async_context(worker(url, folder / name, name, said, level="info"))
            await until_told(said, "service: running")  # to load the program may take longer than the gap
            await asyncio.sleep(GAP_S)
            joining.send_signal(signal.SIGTERM)
            found.left.append(await asyncio.wait_for(joining.wait(), LEAVE_S))
            found.told += said.read_text(encoding="utf-8")
            await asyncio.sleep(GAP_S)
        await flow
        await until_read(url, len(articles), PATIENCE_S)
        found.ended = [f"stay-{n}: {p.returncode}" for n, p in enumerate(staying) if p.returncode is not None]
    found.told += errors.read_text(encoding="utf-8")
    return found


async def _flow(url: str, articles: Sequence[Article], seconds: float) -> None:
    outlet = Outlet(url, Ledger())
    await outlet.start()
    for article in articles:
        await outlet.send(topics.ARTICLES.name, article, article.key)
        await asyncio.sleep(seconds / len(articles))
    await outlet.ledger.settle()
    await outlet.stop()
