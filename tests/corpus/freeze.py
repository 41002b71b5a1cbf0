"""What is read from every text of our own, frozen as text: `python tests/corpus/freeze.py [--accept]`.

Without --accept it shows what reads otherwise than the files in `frozen/` say, as test_frozen.py does; with it, it
writes them anew: on purpose, after each line of the difference was looked at.  Confidence, rules and ids are left out,
since they change without anybody reading otherwise.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import frames

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

import labelled

from agents.extraction import Reading, read
from agents.lexicon import Lexicon, load
from agents.records import Entity, Party, Quote, Signal

HERE = Path(__file__).parent
FROZEN = HERE / "frozen"
STORIES = HERE.parents[1] / "streams" / "demo" / "stories"
CORPORA = (
    "signals_hard",
    "signals_second_draw",
    "signals_third_draw",
    "signals_constructions",
    "noise",
    "metonyms",
    "quotes",
    "parse",
    "names_labelled",
    "stories",
    "frames",
)
ACCEPT = "to accept the new state on purpose: python tests/corpus/freeze.py --accept"
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a corpus; the headline, if it has one, stands in the text too, as the poller stores it."""

    id: str
    text: str
    title: str = ""
    lang: str = ""
    shown: str = ""  # printed beside the id, where the text is one sentence


def frozen(name: str, lexicon: Lexicon) -> str:
    """Read a corpus and give the text of its frozen file."""
    if name == "frames":
        return _framed()
    return "\n".join("\n".join(_told(piece, lexicon)) for piece in pieces(name)) + "\n"


def pieces(name: str) -> Iterable[Piece]:
    """Give the texts of a corpus."""
    if name == "names_labelled":
        return [Piece(a.id, a.text) for a in labelled.load(HERE / name)]
    if name == "stories":
        return _stories()
    rows = map(json.loads, (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Piece(row["id"], row["text"], lang=row.get("lang", ""), shown=row["text"]) for row in rows]


def difference(name: str, now: str) -> str:
    """Show how a corpus reads otherwise than its frozen file says: the entries that differ, line by line."""
    path = FROZEN / f"{name}.txt"
    before = _entries(path.read_text(encoding="utf-8") if path.exists() else "")
    after = _entries(now)
    changed = [key for key in [*before, *(k for k in after if k not in before)] if before.get(key) != after.get(key)]
    lines = []
    for key in changed[:_MOST_ROWS]:
        lines.append(key)
        compared = difflib.unified_diff(before.get(key, []), after.get(key, []), n=0, lineterm="")
        lines += [f"  {line}" for line in list(compared)[2:] if not line.startswith("@@")]
    if len(changed) > _MOST_ROWS:
        lines.append(f"... and {len(changed) - _MOST_ROWS} entries more")
    return "\n".join(lines)


def _entries(text: str) -> dict[str, list[str]]:
    """Part a frozen file into its entries, by their heads."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("=== "):
            found[line] = body = []
        else:
            body.append(line)
    return found


def _stories() -> Iterator[Piece]:
    for path in sorted(STORIES.glob("*.toml")):
        for article in tomllib.loads(path.read_text(encoding="utf-8")).get("article", ()):
            if "body" in article:
                text = f"{article['title']}\n\n{article['body'].strip()}"
                yield Piece(f"{path.stem}/{article['slug']}/{article.get('revision', 1)}", text, article["title"])


def _told(piece: Piece, lexicon: Lexicon) -> Iterator[str]:
    reading = read(piece.text, lexicon, title=piece.title, lang=piece.lang, revision=piece.id)
    yield f"=== {piece.id} {piece.shown}".rstrip()
    yield from sorted({_name(e) for e in reading.entities})
    yield from (_quote(q, reading) for q in reading.quotes)
    yield from sorted(_signal(s) for s in reading.signals)


def _name(entity: Entity) -> str:
    stands_for = f"{entity.actor_id or '-'} as {entity.sense}" if entity.sense else entity.actor_id or "-"
    return f"name {entity.text!r} {entity.type} {stands_for}"


def _quote(quote: Quote, reading: Reading) -> str:
    speaker = quote.speaker.text if quote.speaker else "-"
    others = "".join(
        f" {label} {party.text}"
        for label, party in (("to", quote.addressee), ("of", quote.target), ("through", quote.relayed_by))
        if party
    )
    return f"quote {quote.type} {speaker}{others}: {' '.join(quote.text.split())}"


def _signal(signal: Signal) -> str:
    by = f" says {signal.attributed_to}" if signal.attributed_to else ""
    where = f" in {signal.place}" if signal.place else ""
    sides = f"{_party(signal.source)} > {_party(signal.target)}"
    return f"signal {signal.signal} {sides} {signal.status} {signal.type}{where}{by}"


def _party(party: Party | None) -> str:
    return (party.actor_id or party.text) if party else "-"


def _framed() -> str:
    """Tell for every frame which deeds are read wrongly in it."""
    wrong: dict[str, list[str]] = {frame["name"]: [] for frame in frames.DATA["frame"]}
    for row, signals in frames.judged():
        if not frames.is_right(row, signals):
            wrong[row.frame["name"]].append(row.deed["verb"][0])
    every = len(frames.DATA["deed"])
    lines = []
    for name, deeds in wrong.items():
        lines.append(f"=== {name}")
        lines += ["wrong: every deed"] if len(deeds) == every else [f"wrong: {deed}" for deed in deeds]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Show what changed, or write the files anew; the exit status is 1 where something changed and was not accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="write the frozen files anew")
    options = parser.parse_args()
    changed = False
    lexicon = load()
    for name in CORPORA:
        now = frozen(name, lexicon)
        shown = difference(name, now)
        if options.accept:
            FROZEN.mkdir(exist_ok=True)
            (FROZEN / f"{name}.txt").write_text(now, encoding="utf-8")
        if shown:
            changed = True
            print(f"--- {name}\n{shown}")
    if changed and not options.accept:
        print(ACCEPT)
    return int(changed and not options.accept)


if __name__ == "__main__":
    sys.exit(main())
