"""Measures quotes by how sure they are, and the speed of the step: `python tests/bench/bench_quotes.py EVAL [TIER]`.

EVAL is a folder with `quotes/score.py`, whose rules of matching are used, and `quotes/*.jsonl`, whose texts are
read.  Right is span and speaker both; recall is told for direct speech.  Prints a line a set; asserts nothing.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from bench_steps import speech

from agents.batch import read_row
from agents.extraction.text import Text
from agents.lexicon import Lexicon, load

ROUNDS = 5
WANTED = frozenset({"quotes"})


def main(folder: Path, least: float) -> None:
    """Print, for each set, precision and recall of all quotes, of the tier, and articles a second."""
    lexicon, score = load(), scorer(folder / "score.py")
    print(
        f"{'':28} {'all':>6} {'P':>5} {'direct R':>8} | {'>= ' + str(least):>6} {'P':>5} {'direct R':>8} | articles/s"
    )
    for path in sorted(folder.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [read_row(document, lexicon, WANTED)["quotes"] for document in documents]
        whole, tier = measured(score, documents, found, 0.0), measured(score, documents, found, least)
        print(f"{path.stem:28} {told(whole)} | {told(tier)} | {speed(documents, lexicon):10.0f}")


def scorer(path: Path) -> ModuleType:
    """Import the scorer of the folder, which imports its neighbour."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("quotes_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(
    score: ModuleType, documents: list[dict[str, Any]], found: list[list[dict[str, Any]]], least: float
) -> dict[str, Any]:
    """Score the quotes that are at least so sure; the scorer counts span and speaker."""
    rows = [
        score.score_doc(document, [piece for piece in pieces if piece["confidence"] >= least])[0]
        for document, pieces in zip(documents, found, strict=True)
    ]
    summary: dict[str, Any] = score.summary(score.total(rows))
    return summary


def told(summary: dict[str, Any]) -> str:
    """Give the number of quotes, precision of all of them, and the share of direct speech they find, in percent."""
    every, direct = summary["all"], summary["direct"]
    return f"{every['pred']:6d} {100 * every['aq_p']:5.1f} {100 * direct['aq_r']:8.1f}"


def speed(documents: list[dict[str, Any]], lexicon: Lexicon) -> float:
    """Give articles a CPU second of the step alone, names and sentences given; the best of some rounds."""
    texts = [Text(document["text"], lang=document.get("lang", "")) for document in documents]
    return len(texts) / min(speech(texts, lexicon) for _ in range(ROUNDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "quotes", float(sys.argv[2]) if len(sys.argv) > 2 else 0.9)
