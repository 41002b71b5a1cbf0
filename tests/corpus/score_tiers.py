"""Precision of alerts by how well they are sourced: `python tests/corpus/score_tiers.py FOLDER`.

FOLDER holds clusters of reports: articles, gold, and the scorer that judges alerts by them.  What
`demarche track` makes of the articles is judged by that scorer's own functions; printed is the share of right alerts
among all but partial ones, at one, two, and three or more independent sources, of confirmed ones, and of those that
were taken back (where right is: so it ended).  With few alerts in a tier the share says little: counts stand beside it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

VERDICTS = ("right", "split", "stale", "wrong", "partial")
Row = Mapping[str, Any]
TIERS: Mapping[str, Callable[[Row], bool]] = {
    "1 independent source": lambda a: a["independent"] == 1 and _stands(a),
    "2 independent sources": lambda a: a["independent"] == 2 and _stands(a),
    "3 or more": lambda a: a["independent"] > 2 and _stands(a),
    "confirmed": lambda a: a["confirmed"] and _stands(a),
    "not confirmed": lambda a: not a["confirmed"] and _stands(a),
    "withdrawn or denied": lambda a: not _stands(a),
    "all": lambda _: True,
}


def scorer(folder: Path) -> Any:
    """Load the scorer of a folder."""
    spec = importlib.util.spec_from_file_location("clusters_score", folder / "score.py")
    assert spec is not None and spec.loader is not None, folder
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tracked(articles: Path) -> list[Row]:
    """Give the alerts of a file of articles as `demarche track` does."""
    command = [sys.executable, "-c", "from streams.cli import main; main()", "track", "--jsonl", str(articles)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def tiers(judged: list[tuple[str, Row]]) -> dict[str, Counter[str]]:
    """Count verdicts by tier."""
    return {tier: Counter(verdict for verdict, a in judged if of(a)) for tier, of in TIERS.items()}


def precision(counts: Counter[str]) -> float | None:
    """Give the share of right ones among all but partial ones, percent; None where there are none."""
    whole = counts.total() - counts["partial"]
    return round(100 * counts["right"] / whole, 1) if whole else None


def _stands(alert: Row) -> bool:
    return bool(alert["update"] != "withdrawn" and alert["status"] != "denied")


def main(folder: Path) -> None:
    """Print one line a tier."""
    score = scorer(folder)
    gold, articles = (score.lines(folder / name) for name in ("gold.jsonl", "articles.jsonl"))
    _, shown, _ = score.score(gold, tracked(folder / "articles.jsonl"), articles)
    judged = [(verdict, alert) for verdict, alert, _ in shown if verdict in VERDICTS]
    for tier, counts in tiers(judged).items():
        rest = ", ".join(f"{counts[v]} {v}" for v in VERDICTS if counts[v])
        print(f"{tier:<22} {precision(counts) or 0.0:>5} % of {counts.total():>3}  ({rest})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
