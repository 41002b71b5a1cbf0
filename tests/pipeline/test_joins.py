"""Workers join and leave while articles flow, and those that stay go on.

Twenty rounds: `python tests/bench/bench_joins.py`.  What went wrong is drawn out by tests/streams/engine/
test_consumer_rebalance.py: a look at the assignment from before an `await`.
"""

from pathlib import Path

import pytest
from demo_articles import demo_articles
from joins import joins_and_leaves

pytestmark = pytest.mark.kafka

ROUNDS = 2


async def test_who_stays_outlives_who_comes_and_goes(empty_broker: str, tmp_path: Path) -> None:
    batch = [*{a.id: a for a in demo_articles(2)}.values()]
    found = await joins_and_leaves(empty_broker, tmp_path, batch, ROUNDS)
    assert found.ended == [], found.told
    assert "IllegalStateError" not in found.told
    assert "KeyError" not in found.told
