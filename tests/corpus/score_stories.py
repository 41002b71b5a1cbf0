"""Reads the demo's articles and says which expected alerts have their signal: `python tests/corpus/score_stories.py`.

Looks at single articles only, so reversals, which need a past, are left to the pipeline's own test.  Asserted by
test_floors.py.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from score_signals import WRITTEN, family, is_live, root

from agents.extraction import read
from agents.lexicon import Lexicon, load
from agents.records import Signal

STORIES = Path(__file__).parents[2] / "streams" / "demo" / "stories"


def signals_by_slug(lexicon: Lexicon) -> dict[str, list[Signal]]:
    """Read every article, the later revision in the place of the earlier, headline first as the poller does."""
    found: dict[str, list[Signal]] = {}
    for path in sorted(STORIES.glob("*.toml")):
        for article in tomllib.loads(path.read_text(encoding="utf-8")).get("article", ()):
            body = f"{article['title']}\n\n{article['body'].strip()}"
            wanted = frozenset({"signals"})
            said = read(body, lexicon, title=article["title"], published_at=WRITTEN, wanted=wanted).signals
            found[article["slug"]] = [s for s in said if is_live(s)]
    return found


def carries(signal: Signal, alert: dict[str, Any]) -> bool:
    """Say whether a signal is the one an alert stands on: same name, same actors."""
    if family(signal.signal) != alert["signal"]:
        return False
    got = dyad(signal)
    ways = (got, got[::-1]) if alert.get("either_way") else (got,)
    return any(all(w in ("", g) for w, g in zip((alert["source"], alert["target"]), way, strict=True)) for way in ways)


def dyad(signal: Signal) -> tuple[str | None, str | None]:
    """Give the root actors of source and target."""
    source, target = (root(party.actor_id) if party else None for party in (signal.source, signal.target))
    return source, target


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in the demo's articles, against what a careful reader expects."""

    alerts: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    quiet: list[str]
    loud: list[str]
    found: dict[str, list[Signal]]


def judged(lexicon: Lexicon) -> Judged:
    """Read every article, and say which alerts have no signal and which quiet articles have two actors."""
    expected = tomllib.loads((STORIES / "expected.toml").read_text(encoding="utf-8"))
    found = signals_by_slug(lexicon)
    alerts = [a for a in expected["alert"] if not a.get("optional")]
    missing = [a for a in alerts if not any(carries(s, a) for slug in a["slugs"] for s in found[slug])]
    quiet = expected["quiet"]["slugs"]
    return Judged(alerts, missing, quiet, [slug for slug in quiet if any(all(dyad(s)) for s in found[slug])], found)


def main() -> None:
    """Print how many expected alerts have a signal, and in how many quiet articles one actor acts on another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show missing alerts and noise")
    options = parser.parse_args()
    seen = judged(load())
    print(f"expected alerts with a signal  {len(seen.alerts) - len(seen.missing)} of {len(seen.alerts)}")
    print(f"quiet articles with two actors {len(seen.loud)} of {len(seen.quiet)}")
    if not options.errors:
        return
    for alert in seen.missing:
        print(f"missing: {alert['signal']} {alert['source']}>{alert['target']} in {', '.join(alert['slugs'])}")
    for slug in seen.loud:
        print(f"noise: {slug}: {', '.join(f'{s.signal} {dyad(s)} [{s.rule}]' for s in seen.found[slug])}")


if __name__ == "__main__":
    main()
