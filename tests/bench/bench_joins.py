"""Workers join and leave at two seconds' distance while articles flow.  `python tests/bench/bench_joins.py [ROUNDS]`.

Prints JSON; the exit status is 1 if a worker that was to stay ended.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

from demo_articles import demo_articles
from joins import Joins, joins_and_leaves

from streams import logs
from streams.broker import EmbeddedBroker
from streams.settings import Settings

PER_ROUND = 30


async def main(rounds: int) -> Joins:
    """Run all rounds on a broker of their own."""
    batch = [*{a.id: a for a in demo_articles(rounds * PER_ROUND // 50 + 1)}.values()][: rounds * PER_ROUND]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with EmbeddedBroker(Settings(data_dir=str(folder / "kafka"))) as broker:
            return await joins_and_leaves(broker.url, folder, batch, rounds)


if __name__ == "__main__":
    logs.setup("error")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    found = asyncio.run(main(rounds))
    told = Counter(line.split("  ")[0][9:120] for line in found.told.splitlines() if line[:2].isdigit())
    print(json.dumps({"rounds": rounds, "ended": found.ended, "left_with": Counter(map(str, found.left))}))
    for line, times in told.most_common(20):
        print(f"{times:5} {line}", file=sys.stderr)
    sys.exit(bool(found.ended))
