"""Scores the times of deeds on when.jsonl: `python tests/corpus/score_when.py --errors 20 --draw second`.

`news` is right where the word is; `days` where both ends of the interval are; `both` where all is.  `fresh` says how
well what is news or undated, and so may raise an alert, is parted from recent, old and standing.  Asserted by
test_floors.py.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.extraction.timing.timeline import Timeline
from agents.lexicon import Lexicon, load
from agents.lexicon.times import times_for
from agents.records import When

HERE = Path(__file__).parent
DRAWS = {"first": "when", "second": "when_second_draw", "third": "when_third_draw"}
LIVE = frozenset({"news", "undated"})


def judged(lexicon: Lexicon, draw: str) -> Iterator[tuple[dict[str, Any], When]]:
    """Read every text: its row, and when its deed belongs."""
    for line in (HERE / f"{DRAWS[draw]}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row, when(row, lexicon)


def when(row: dict[str, Any], lexicon: Lexicon) -> When:
    """Ask for the deed of one row."""
    day = datetime.fromisoformat(row["published_at"]).replace(tzinfo=UTC) if row["published_at"] else None
    found = read(row["text"], lexicon, published_at=day, wanted=frozenset({"entities"}))
    times = times_for("en")
    assert found.parse is not None and times is not None
    timeline = Timeline(found.text, found.parse, day, times)
    at = row["text"].index(row["trigger"])
    return timeline.when(*found.text.sentence_span(at), (at, at + len(row["trigger"])))


def score(lexicon: Lexicon, draw: str) -> dict[str, float]:
    """Give the share of right words, of right intervals, of both, and of right partings, percent."""
    right, count = Counter[str](), 0
    for row, found in judged(lexicon, draw):
        count += 1
        word, days = found.news == row["news"], (found.since, found.until) == (row["from"], row["to"])
        live = (found.news in LIVE) == (row["news"] in LIVE)
        right.update(news=word, days=days, both=word and days, fresh=live)
    return {name: 100 * right[name] / count for name in ("news", "days", "both", "fresh")}


def main() -> None:
    """Print the shares and, on request, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    parser.add_argument("--draw", choices=sorted(DRAWS), default="first")
    options = parser.parse_args()
    lexicon = load()
    print("  ".join(f"{name} {share:.1f} %" for name, share in score(lexicon, options.draw).items()))
    wrong = [
        (row, found)
        for row, found in judged(lexicon, options.draw)
        if (found.since, found.until, found.news) != (row["from"], row["to"], row["news"])
    ]
    for row, found in wrong[: options.errors]:
        wanted = f"{row['from']} {row['to']} {row['news']}"
        print(f"{row['id']} ({row['published_at']}): {row['text']!r} {row['trigger']!r}")
        print(f"    wanted {wanted}, got {found.since} {found.until} {found.news} [{found.read}]")


if __name__ == "__main__":
    main()
