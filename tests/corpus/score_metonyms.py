"""Scores names that are now an actor, now only a place: `python tests/corpus/score_metonyms.py --errors 20`.

Right is an actor sentence whose name stands for the expected state or organisation, and a place sentence whose
name stands for none.  Asserted by test_floors.py.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.identity import root_actor
from agents.lexicon import Lexicon, load
from agents.records import Entity

HERE = Path(__file__).parent


def stands_for(row: dict[str, Any], lexicon: Lexicon) -> Entity | None:
    """Find the entity that covers the name of a row, or None where nothing was found there."""
    start = row["text"].index(row["span"])
    end = start + len(row["span"])
    found = read(row["text"], lexicon, wanted=frozenset({"entities"})).entities
    return next((e for e in found if e.start < end and e.end > start), None)


def is_right(row: dict[str, Any], entity: Entity | None) -> bool:
    """Say whether the name was taken in the sense of the row, and for the right actor."""
    actor = entity.actor_id if entity and entity.sense == "actor" else None
    if row["sense"] == "place":
        return actor is None
    return actor is not None and root_actor(actor) == root_actor(row["actor_id"])


def judged(lexicon: Lexicon) -> list[tuple[dict[str, Any], Entity | None]]:
    """Read every sentence: its row, and what was found at its name."""
    lines = (HERE / "metonyms.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row, stands_for(row, lexicon)) for row in map(json.loads, lines)]


def main() -> None:
    """Print the share of right readings, of actors and of places, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    options = parser.parse_args()
    found = judged(load())
    for sense in ("actor", "place"):
        marks = [is_right(row, entity) for row, entity in found if row["sense"] == sense]
        print(f"{sense:6} {100 * sum(marks) / len(marks):5.1f} %  ({sum(marks)} of {len(marks)})")
    wrong = [(row, entity) for row, entity in found if not is_right(row, entity)]
    print(f"both   {100 - 100 * len(wrong) / len(found):5.1f} %")
    for row, entity in wrong[: options.errors]:
        got = f"{entity.text!r} {entity.sense} {entity.actor_id} [{entity.rule}]" if entity else "nothing"
        print(f"{row['id']}: {row['text']}  -> {row['sense']} {row['actor_id']}, got {got}")


if __name__ == "__main__":
    main()
