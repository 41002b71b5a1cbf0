"""Scores signals on the hard set and the noise beside this file: `python tests/corpus/score_signals.py --errors 20`.

A prediction is right when its name and, where the set states them, the root actors of source and target match.
Only `done`, `announced` and `reported` count as said to happen.  Asserted by test_floors.py.  The second draw was
written before the mendings of 2026-11-22, the third after them, each before anybody had seen what the rules do with it.
The constructions are drawn over kinds and ways to tell them (`why`): light verb, phase verb, noun, passive, joint,
owner, decision, quit, frame of a talk; those with an odd number are scored and their errors never printed.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.identity import root_actor
from agents.lexicon import Lexicon, load
from agents.records import Party, Signal

HERE = Path(__file__).parent
DRAWS = {
    "first": "signals_hard.jsonl",
    "second": "signals_second_draw.jsonl",
    "third": "signals_third_draw.jsonl",
    "constructions": "signals_constructions.jsonl",
}
LIVE = frozenset({"done", "announced", "reported"})
READING = tomllib.loads((HERE / "signals_hard.toml").read_text(encoding="utf-8"))


@dataclass
class Tally:
    """What was counted over the hard set."""

    expected: int = 0
    found: int = 0
    named: int = 0
    predicted: int = 0
    right: int = 0
    vague: int = 0
    status_seen: int = 0
    status_right: int = 0
    type_right: int = 0
    quiet: int = 0
    quiet_kept: int = 0
    by_signal: dict[str, list[int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def rows(name: str) -> list[dict[str, Any]]:
    """Read one of the JSONL files beside this script."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line]


def for_scoring_only(id: str) -> bool:
    """Say whether a row is there to be scored and not to be read by whoever writes rules."""
    return id.startswith("made-") and int(id[-1]) % 2 == 1


def root(actor: str | None) -> str | None:
    """Fold an actor to whose line it is: offices to their state, organs to their organisation."""
    if actor is None:
        return None
    return ":".join(actor.split(":")[:2]) if actor.startswith("IGO:") else root_actor(actor)


def family(name: str) -> str:
    """Call a finer signal by the name the set knows (`airstrike` -> `attack`)."""
    return str(READING["finer"].get(name, name))


def fits(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether a signal has the expected name and, where they are stated, the expected actors."""
    return named(signal, expected) and same_actors(signal, expected)


def vague(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether a signal is true but says less than expected (`threat` for `sanctions_threatened`)."""
    return expected["signal"] in READING["coarser"].get(signal.signal, ()) and same_actors(signal, expected)


def same_actors(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether the root actors are those expected; one that the set leaves open is not looked at."""
    got = _root_of(signal.source), _root_of(signal.target)
    want = root(expected["source"]), root(expected["target"])
    ways = (got, got[::-1]) if family(signal.signal) in READING["together"] else (got,)
    return any(all(w is None or w == g for w, g in zip(want, way, strict=True)) for way in ways)


def named(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether a signal has the expected name, whoever does it."""
    return family(signal.signal) in (expected["signal"], *expected.get("also", ()))


def same_status(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether the status is right; where the word is the deed, done and announced are one."""
    both_live = signal.status in LIVE and expected["status"] in LIVE
    return signal.status == expected["status"] or (both_live and signal.signal in READING["word_is_deed"])


def score(lexicon: Lexicon, name: str) -> Tally:
    """Read every sentence of a hard set and count."""
    tally = Tally()
    for row in rows(name):
        _count(tally, row, read(row["text"], lexicon, revision=row["id"], wanted=frozenset({"signals"})).signals)
    return tally


def noisy(lexicon: Lexicon) -> tuple[list[str], int]:
    """List the sentences of daily life with a signal, whatever its status, and count those that name an actor."""
    seen, acting = [], 0
    for row in rows("noise.jsonl"):
        signals = read(row["text"], lexicon, revision=row["id"], wanted=frozenset({"signals"})).signals
        if signals:
            seen.append(f"{row['id']}: {row['text']}  <- {', '.join(map(_show, signals))}")
            acting += any(_root_of(s.source) or _root_of(s.target) for s in signals)
    return seen, acting


def _count(tally: Tally, row: dict[str, Any], signals: Iterable[Signal]) -> None:
    live = [s for s in signals if s.status in LIVE]
    wanted = [e for e in row["expect"] if e["status"] in LIVE]
    tolerated = set(row.get("may", ())) | {e["signal"] for e in wanted if e.get("optional")}
    for expected in (e for e in wanted if not e.get("optional")):
        hit = any(fits(s, expected) for s in live)
        tally.expected += 1
        tally.found += hit
        tally.named += any(named(s, expected) for s in live)
        cell = tally.by_signal.setdefault(expected["signal"], [0, 0])
        cell[0] += hit
        cell[1] += 1
        if not hit:
            tally.missed.append(f"{row['id']}: {row['text']}  -> {_show_expected(expected)}, got {_all(signals)}")
    for signal in live:
        right = any(fits(signal, e) for e in wanted)
        if not right and family(signal.signal) in tolerated:
            continue
        tally.predicted += 1
        tally.right += right
        if not right:
            tally.vague += any(vague(signal, e) for e in wanted)
            tally.false.append(f"{row['id']}: {row['text']}  <- {_show(signal)}")
    _count_status(tally, row, list(signals), bool(wanted), bool(live))


def _count_status(tally: Tally, row: dict[str, Any], signals: list[Signal], wanted: bool, live: bool) -> None:
    for expected in row["expect"]:
        met = [s for s in signals if fits(s, expected)]
        tally.status_seen += bool(met)
        tally.status_right += any(same_status(s, expected) for s in met)
        tally.type_right += any(s.type == expected["type"] or _other_type(s, expected) for s in met)
    if not wanted:
        tally.quiet += 1
        tally.quiet_kept += not live


def _other_type(signal: Signal, expected: dict[str, Any]) -> bool:
    """Say whether the set states no type for this name: a turn of policy has none, another right name its own."""
    return not expected["type"] or family(signal.signal) != expected["signal"]


def _root_of(party: Party | None) -> str | None:
    return root(party.actor_id) if party else None


def _show(signal: Signal) -> str:
    return f"{signal.signal} {_root_of(signal.source)}>{_root_of(signal.target)} {signal.status} [{signal.rule}]"


def _show_expected(expected: dict[str, Any]) -> str:
    return f"{expected['signal']} {expected['source']}>{expected['target']} {expected['status']}"


def _all(signals: Iterable[Signal]) -> str:
    return "; ".join(map(_show, signals)) or "nothing"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %  ({part} of {whole})" if whole else "    -"


def main() -> None:
    """Print the scores, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    parser.add_argument("--draw", choices=list(DRAWS), default="first", help="which set of hard sentences to score")
    parser.add_argument("--by-signal", action="store_true", help="show recall of every signal, the worst first")
    options = parser.parse_args()
    lexicon = load()
    tally = score(lexicon, DRAWS[options.draw])
    noise, acting = noisy(lexicon)
    print("precision       ", _share(tally.right, tally.predicted))
    print("  vague set aside", _share(tally.right, tally.predicted - tally.vague))
    print("recall          ", _share(tally.found, tally.expected))
    print("recall, by name ", _share(tally.named, tally.expected))
    print("status          ", _share(tally.status_right, tally.status_seen))
    print("PLOVER type     ", _share(tally.type_right, tally.status_seen))
    print("kept quiet      ", _share(tally.quiet_kept, tally.quiet))
    print("false on noise  ", _share(len(noise), len(rows("noise.jsonl"))))
    print("  with an actor ", _share(acting, len(rows("noise.jsonl"))))
    if options.by_signal:
        for name, (hits, total) in sorted(tally.by_signal.items(), key=lambda item: item[1][0] / item[1][1]):
            print(f"  {name:24} {hits} of {total}")
    for title, lines in (("missed", tally.missed), ("false", tally.false), ("noise", noise)):
        shown = [line for line in lines if not for_scoring_only(line.partition(":")[0])]
        for line in shown[: options.errors]:
            print(f"{title:7} {line}")
    if options.errors:
        print("false by rule:", Counter(line.rsplit("[", 1)[1].rstrip("]") for line in tally.false).most_common(10))


if __name__ == "__main__":
    main()
