"""`python tests/bench/bench_tracker.py [ROUNDS]`: deltas a second that the tracker folds and judges on one core.

The demo's nine days are told ROUNDS times (6), a month apart each; the first two fill the table.  CPU seconds of one
process; `to reading` is the share that tracking an article costs of reading it, in the same run, which can be compared
between machines.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from demo_articles import demo_articles

from agents.lexicon import load
from agents.reader import Reader
from agents.records import Deltas
from agents.tracker import Tracker

WARM = 2  # rounds that fill the table


def main(rounds: int) -> None:
    """Print what was measured."""
    lexicon = load()
    reader, tracker = Reader(lexicon), Tracker({}, lexicon.alerts)
    articles = demo_articles(rounds)
    began = process_time()
    messages = [reader.read_one(article)[1] for article in articles]
    reading = process_time() - began
    first = len(messages) * WARM // rounds
    for position, message in enumerate(messages[:first]):
        _fold(tracker, message, position)
    began = process_time()
    for position, message in enumerate(messages[first:], first):
        _fold(tracker, message, position)
    tracking = process_time() - began
    deltas = [delta for message in messages[first:] for delta in message.deltas]
    share = tracking / (reading * len(messages[first:]) / len(messages))
    print(
        f"{len(deltas)} deltas, {sum(bool(d.deeds) for d in deltas)} with deeds: {len(deltas) / tracking:,.0f} a second"
    )
    print(f"to reading {share:.2f}")


def _fold(tracker: Tracker, message: Deltas, position: int) -> None:
    here = msgspec.structs.replace(message, lane="1.0", position=position, place=position, settled=position)
    for delta in here.deltas:
        tracker.fold_one(delta, here)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
