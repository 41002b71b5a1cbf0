"""What the whole text of an article does to its alerts, beside the headline and sentence that its feed carries.

    python tests/bench/bench_whole.py

Our own labelled articles (tests/corpus/alerts) as a feed would carry them (title and first sentence), as their pages
have them, and as the former first and the latter a moment later as a revision; each by the worker's own agents on an
empty table.  Prints a line a way: `again` are alerts
sent once more under their id, `twice` the same alert under two ids.  Asserts nothing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "corpus"))

import msgspec
from score_alerts import fits, rows

from agents.following import Following
from agents.lexicon import Lexicon, load
from agents.records import Alert, Article
from streams.feeds.replayed import replayed

MOST_CHARS = 250  # of the sentence that a feed carries
_SENTENCE = re.compile(r"(?s).{40,}?[.!?][\"”’]?(?=\s|$)")


def teaser(text: str) -> str:
    """Give the first sentence of a text, as feeds do."""
    first = _SENTENCE.match(text)
    return (first.group() if first else text)[:MOST_CHARS]


def article(row: dict[str, Any], text: str, late: timedelta = timedelta()) -> Article:
    """Make an article of a row with this text; every wording of a row has one id."""
    now = datetime.now(UTC)
    stated = {"url": f"https://desk.example/{row['id']}", "published_at": row.get("published_at") or now.isoformat()}
    made = replayed(row | stated | {"text": text}, now)
    return msgspec.structs.replace(made, fetched_at=made.published_at + late)


def raised(lexicon: Lexicon, articles: list[Article]) -> list[list[Alert]]:
    """Follow wordings one after the other; give what each raised."""
    following = Following(lexicon)
    return [following.follow(one) for one in articles]


def main() -> None:
    """Count and print."""
    lexicon = load()
    ways: dict[str, Counter[str]] = {"feed text": Counter(), "whole": Counter(), "feed text, then whole": Counter()}
    for row, gold in rows("articles"):
        short, whole = article(row, teaser(row["text"])), article(row, row["text"], timedelta(seconds=20))
        for name, wordings in zip(ways, ([short], [whole], [short, whole]), strict=True):
            told = raised(lexicon, wordings)
            count, free = ways[name], [*gold["must"], *gold["may"]]
            sent = [alert for alerts in told for alert in alerts]
            by_id = {alert.id: alert for alert in sent}
            count["alerts"] += len(by_id)
            count["again"] += len(sent) - len(by_id)
            count["twice"] += len(by_id) - len({(a.kind, a.actor_id, a.counterpart_id) for a in by_id.values()})
            for alert in by_id.values():
                right = next((one for one in free if fits(_row(alert), one, lexicon.kinds)), None)
                free = [one for one in free if one is not right]
                count["right"] += right is not None
                count["musts found"] += any(right is must for must in gold["must"])
            count["musts"] += len(gold["must"])
    print(f"{'':24}{'alerts':>8}{'right':>8}{'%':>7}{'musts':>8}{'%':>7}{'again':>7}{'twice':>7}")
    for name, c in ways.items():
        precision, recall = 100 * c["right"] / max(c["alerts"], 1), 100 * c["musts found"] / max(c["musts"], 1)
        print(
            f"{name:24}{c['alerts']:8}{c['right']:8}{precision:7.1f}{c['musts found']:8}{recall:7.1f}"
            f"{c['again']:7}{c['twice']:7}"
        )


def _row(alert: Alert) -> dict[str, Any]:
    return {
        "kind": alert.kind,
        "sources": list(alert.sources),
        "targets": list(alert.targets),
    }


if __name__ == "__main__":
    main()
