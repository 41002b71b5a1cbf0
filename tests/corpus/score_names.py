"""Scores names on articles of our own: `python tests/corpus/score_names.py [--names BACKEND] [--errors 20]`.

Strict micro F1: span and type must be those of the label.  Prints figures and asserts nothing, so it is not a test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

from labelled import Found, Labelled, f1, judged, load

from agents.extraction.choice import RULES, chosen

FOLDER = Path(__file__).with_name("names_labelled")
COUNTED = frozenset({"PER", "ORG", "LOC"})


def errors(results: Sequence[tuple[Labelled, Found]]) -> Iterator[str]:
    """Tell each name that is missing or too much, with the words around it."""
    for article, found in results:
        gold: Found = set(article.names)
        for start, end, kind in sorted(gold ^ found):
            said = "missing" if (start, end, kind) in gold else "too much"
            around = article.text[max(0, start - 30) : end + 30].replace("\n", " ")
            yield f"{article.id}: {said:8} {kind:4} {article.text[start:end]!r} in …{around}…"


def main() -> None:
    """Print F1 of all, by type and by region, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", default=RULES, help="who finds names: rules, or an installed spaCy pipeline")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    options = parser.parse_args()
    articles = load(FOLDER)
    results = list(judged(articles, chosen(options.names)))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{options.names} on {len(articles)} articles, {words} words: strict F1 {f1(results, COUNTED):.1f}")
    print("  ".join(f"{kind} {f1(results, {kind}):.1f}" for kind in ("PER", "ORG", "LOC", "MISC")))
    for region in sorted({article.region for article in articles}):
        of_region = [result for result in results if result[0].region == region]
        print(f"  {region:20} {f1(of_region, COUNTED):5.1f}  ({len(of_region)} articles)")
    for line, _ in zip(errors(results), range(options.errors), strict=False):
        print(line)


if __name__ == "__main__":
    main()
