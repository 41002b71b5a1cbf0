"""Reads the demo's articles and says which expected alerts have their signal: `python tests/corpus/score_stories.py`.

Looks at single articles only, so reversals, which need a past, are left to the pipeline's own test.  Prints
figures and asserts nothing, so it is not a test.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from score_signals import LIVE, family, root

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
            said = read(body, lexicon, title=article["title"], wanted=frozenset({"signals"})).signals
            found[article["slug"]] = [s for s in said if s.status in LIVE]
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


def main() -> None:
    """Print how many expected alerts have a signal, and in how many quiet articles one actor acts on another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show missing alerts and noise")
    options = parser.parse_args()
    expected = tomllib.loads((STORIES / "expected.toml").read_text(encoding="utf-8"))
    found = signals_by_slug(load())
    alerts = [a for a in expected["alert"] if a["signal"] != "reversal" and not a.get("optional")]
    missing = [a for a in alerts if not any(carries(s, a) for slug in a["slugs"] for s in found[slug])]
    loud = [slug for slug in expected["quiet"]["slugs"] if any(all(dyad(s)) for s in found[slug])]
    print(f"expected alerts with a signal  {len(alerts) - len(missing)} of {len(alerts)}")
    print(f"quiet articles with two actors {len(loud)} of {len(expected['quiet']['slugs'])}")
    if not options.errors:
        return
    for alert in missing:
        print(f"missing: {alert['signal']} {alert['source']}>{alert['target']} in {', '.join(alert['slugs'])}")
    for slug in loud:
        print(f"noise: {slug}: {', '.join(f'{s.signal} {dyad(s)} [{s.rule}]' for s in found[slug])}")


if __name__ == "__main__":
    main()
