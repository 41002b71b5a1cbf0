"""Scores whom names stand for, by kind of doubt: `python tests/corpus/score_links.py --errors 20`.

Right is a span whose longest name has one of the actors of the row, and the person where one is named; null is nobody,
and then no name in the span may stand for anybody.  Written before the rules.  Asserted by test_floors.py.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.lexicon import Lexicon, load
from agents.records import Entity

HERE = Path(__file__).parent


def within(text: str, link: dict[str, Any], entities: Sequence[Entity]) -> list[Entity]:
    """Give the names that meet a span, which is the `nth` of those words, the one that shares most with it first."""
    start = -1
    for _ in range(link.get("nth", 1)):
        start = text.index(link["span"], start + 1)
    end = start + len(link["span"])
    met = [e for e in entities if e.start < end and e.end > start]
    return sorted(met, key=lambda e: max(e.start, start) - min(e.end, end))


def is_right(link: dict[str, Any], met: Sequence[Entity]) -> bool:
    """Say whether a span stands for one of its actors, and for its person."""
    actor, person = (met[0].actor_id, met[0].person_id) if met else (None, None)
    if "person" in link and person != link["person"]:
        return False
    if link["actors"] == [None]:
        return all(e.actor_id is None for e in met)
    return actor in link["actors"]


def judged(lexicon: Lexicon) -> list[tuple[dict[str, Any], dict[str, Any], bool]]:
    """Read every text: its row, one of its links, and whether that is right."""
    found = []
    for row in map(json.loads, (HERE / "links.jsonl").read_text(encoding="utf-8").splitlines()):
        day = datetime.fromisoformat(row["published_at"]).replace(tzinfo=UTC)
        entities = read(row["text"], lexicon, published_at=day, wanted=frozenset({"entities"})).entities
        found += [(row, link, is_right(link, within(row["text"], link, entities))) for link in row["links"]]
    return found


def figures(lexicon: Lexicon) -> dict[str, float]:
    """Give the share of right links of each kind, in percent."""
    marks: dict[str, list[bool]] = {}
    for row, _, right in judged(lexicon):
        marks.setdefault(row["kind"], []).append(right)
    return {kind: 100 * sum(right) / len(right) for kind, right in marks.items()}


def main() -> None:
    """Print the share of right links by kind, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    options = parser.parse_args()
    lexicon = load()
    for kind, share in figures(lexicon).items():
        print(f"{kind:10} {share:5.1f}")
    wrong = [(row, link) for row, link, right in judged(lexicon) if not right]
    for row, link in wrong[: options.errors]:
        print(row["id"], row["text"], link)


if __name__ == "__main__":
    main()
