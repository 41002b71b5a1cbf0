"""Counts the first starts under a burst that read everything.

`python tests/bench/bench_first_start.py [TRIES [ARTICLES]]`.  Each try has a fresh broker; worker and `replay` start
at the same moment, as systemd or compose start them at boot.  Prints JSON; exit status 1 if a try was not whole.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

from demo_articles import demo_file
from first_start import Start, first_start

from streams import logs
from streams.broker import EmbeddedBroker
from streams.settings import Settings


async def main(count: int, each: int) -> list[Start]:
    """Start so many times."""
    starts = []
    with tempfile.TemporaryDirectory() as folder:
        rows = demo_file(Path(folder) / "articles.jsonl", each)
        for number in range(count):
            home = Path(folder) / str(number)
            home.mkdir()
            async with EmbeddedBroker(Settings(data_dir=str(home / "kafka"))) as broker:
                starts.append(await first_start(broker.url, home, rows, each))
            print(f"{number + 1}: {starts[-1].seconds} s, exit {starts[-1].exit_status}", file=sys.stderr, flush=True)
            if not starts[-1].whole:
                print(starts[-1].told[-3000:], file=sys.stderr, flush=True)
    return starts


if __name__ == "__main__":
    logs.setup("error")
    tries, articles = (int(word) for word in (sys.argv[1:] + ["20", "800"][len(sys.argv) - 1 :])[:2])
    found = asyncio.run(main(tries, articles))
    whole = [start.seconds for start in found if start.whole]
    seconds = {"median": median(whole or [0]), "most": max(whole, default=0)}
    print(json.dumps({"tries": tries, "whole": len(whole), "articles": articles, "seconds": seconds}))
    sys.exit(len(whole) != tries)
