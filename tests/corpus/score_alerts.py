"""Scores what our own articles and feed items would raise by themselves: `python tests/corpus/score_alerts.py --wrong`.

The texts and labels of tests/corpus/alerts were written by other hands than the rules, to a plan drawn by seed
(draw.py), and committed before the first run on them; the headlines by who wrote the grammar of headlines, before any
of it and any run; the constructions by who mends them, each kind with as many near misses, before any mending: their
first score, 51.1 of the musts at precision 90.2 (from c200 on 14.3 at 41.7, from c300 on 62.5 at 92.6, from c400 on
60.0 at 85.7).  An alert is right when its kind is one of a happening's, or near one, and all whom it names on a side
are of that side; a happening counts once, and one of which a side is left open that is told not at all.  Those with an
odd number are for scoring only: --wrong never shows them.  Asserted by test_floors.py.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from agents.batch import read_row
from agents.lexicon import Lexicon, load
from agents.lexicon.happenings import Kinds

_BINS = 3
FOLDER = Path(__file__).parent / "alerts"
SETS = {
    "articles": ("articles_a", "articles_b"),
    "items": ("items",),
    "headlines": ("headlines",),
    "constructions": ("constructions",),
}


def rows(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give every text of a set with its labels."""
    for part in SETS[name]:
        texts, gold = (
            [json.loads(line) for line in (FOLDER / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
            for file in (part, f"{part}_gold")
        )
        labels = {label["id"]: label for label in gold}
        yield from ((text, labels[text["id"]]) for text in texts)


def fits(alert: dict[str, Any], told: dict[str, Any], kinds: Kinds) -> bool:
    """Tell whether an alert is about a happening that was marked, with nobody on a side who is not of it."""
    if not any(kinds.are_near(alert["kind"], kind) for kind in told["kinds"]):
        return False
    sources, targets = set(map(_state, told["source"])), set(map(_state, told["target"]))
    mine = set(map(_state, alert["sources"])), set(map(_state, alert["targets"]))
    ways = [(sources, targets)] + [(targets, sources)] * (alert["kind"] in kinds.mutual)
    return any(_within(mine[0], s) and _within(mine[1], t) for s, t in ways)


def fits_in_part(alert: dict[str, Any], told: dict[str, Any], kinds: Kinds) -> bool:
    """Tell whether an alert leaves one side open that is told, and has the other right: neither right nor wrong."""
    if bool(alert["sources"]) == bool(alert["targets"]):
        return False
    side = "source" if alert["sources"] else "target"
    return fits(alert, told | {"source": ["?"], "target": ["?"], side: told[side]}, kinds)


def _within(mine: set[str], theirs: set[str]) -> bool:
    return mine <= theirs and (bool(mine) or "?" in theirs)


def _state(actor: str) -> str:
    """Bring an office to its state; bodies, rebels and companies stay what they are."""
    first, _, more = actor.partition(":")
    return first if len(first) == 3 and not more.startswith(("REB", "PTY", "OPP", "JRN")) else actor


def tally(lexicon: Lexicon, name: str, *, odd: bool | None = None) -> Counter[str]:
    """Count alerts, right ones, musts and musts found, of one half where `odd` is given."""
    count = Counter[str]()
    for text, gold in rows(name):
        if odd is None or (int(text["id"][1:]) % 2 == 1) == odd:
            marks = list(judged(lexicon, text, gold))
            count["alerts"] += len(marks)
            count["right"] += sum(right is not None for _, right in marks)
            free = [*gold["must"], *gold["may"]]
            count["in part"] += sum(
                right is None and any(fits_in_part(alert, told, lexicon.kinds) for told in free)
                for alert, right in marks
            )
            count["musts"] += len(gold["must"])
            count["found"] += len({id(right) for _, right in marks if any(right is must for must in gold["must"])})
            count["quiet"] += not (gold["must"] or gold["may"])
            count["quiet kept"] += not (gold["must"] or gold["may"] or marks)
    return count


def judged(
    lexicon: Lexicon, text: dict[str, Any], gold: dict[str, Any]
) -> Iterable[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Give each alert of a text with the happening that it is right about; None where it is about none, or again."""
    whole = text | {"text": "\n\n".join(filter(None, (text["title"], text["text"])))}
    free = [*gold["must"], *gold["may"]]
    for alert in read_row(whole, lexicon, frozenset({"alerts"}))["alerts"]:
        right = next((told for told in free if fits(alert, told, lexicon.kinds)), None)
        free = [told for told in free if told is not right]
        yield alert, right


def figures(lexicon: Lexicon, name: str, *, odd: bool | None = None) -> dict[str, float]:
    """Give precision, recall of musts, and how many with nothing to tell were kept quiet, percent."""
    count = tally(lexicon, name, odd=odd)
    return {
        "precision": 100 * count["right"] / (count["alerts"] - count["in part"]),
        "recall": 100 * count["found"] / count["musts"],
        "kept_quiet": 100 * count["quiet kept"] / count["quiet"],
    }


def calibration(lexicon: Lexicon) -> dict[str, float]:
    """Give how far stated and observed confidence lie apart at most, percent, by thirds of the alerts of all sets."""
    marks = [
        (alert["confidence"], right is not None)
        for name in SETS
        for text, gold in rows(name)
        for alert, right in judged(lexicon, text, gold)
    ]
    marks.sort(key=lambda mark: mark[0])
    cuts = [len(marks) * k // _BINS for k in range(_BINS + 1)]
    thirds = [marks[a:b] for a, b in pairwise(cuts)]
    return {"gap": max(100 * abs(sum(stated - right for stated, right in third)) / len(third) for third in thirds)}


def main() -> None:
    """Print the figures of both sets and halves and, on request, what was wrong in the half that may be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    wanted = parser.parse_args()
    lexicon = load()
    for name in SETS:
        for half, odd in (("all", None), ("to read", False), ("scoring only", True)):
            found = ", ".join(f"{figure} {value:.1f}" for figure, value in figures(lexicon, name, odd=odd).items())
            print(f"{name}, {half}: {found}  {dict(tally(lexicon, name, odd=odd))}")
        for text, gold in rows(name) if wanted.wrong else ():
            for alert, right in judged(lexicon, text, gold) if int(text["id"][1:]) % 2 == 0 else ():
                if right is None:
                    print(f"  {text['id']} {alert['sources']} {alert['kind']} {alert['targets']}: {alert['headline']}")


if __name__ == "__main__":
    main()
