"""Counts words and names of rules that stand in Python where they belong into data, per file of agents/extraction.

`python tests/support/literals.py` shows what differs from tests/house/literals.toml; `--accept` writes what is counted
now, also of files that were moved or split, but only where no sum has risen.  Asked by tests/house/test_literals.py.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent))  # where pytest finds it by its settings

from source_tree import ROOT, modules, tree

RATCHET = ROOT / "tests" / "house" / "literals.toml"
SIGNALS = ROOT / "agents" / "lexicon" / "signals"
ACCEPT = "python tests/support/literals.py --accept"
KEYS = {"id", "signal", "object", "operator"}  # by which a row of the lexicon is named, or names another
WORD = re.compile(r"[a-zäöüß]+(?:['’ -][a-zäöüß]+)*")  # "say", "in order to"; not a tag ("NN"), a sign or a pattern
HEAD = (
    "# Words and names of rules that still stand in Python, by file (test_literals.py says what is counted).\n"
    f"# No number rises.  When one has fallen: {ACCEPT}\n"
)


class Counts(NamedTuple):
    """How many literal word sets a file has, how many words stand in them, and how many names of the lexicon."""

    sets: int
    words: int
    names: int


@cache
def names() -> frozenset[str]:
    """Give the rules, signals, objects and operators that the lexicon names."""
    found: set[str] = set()
    for path in sorted(SIGNALS.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [*tables.get("rule", ()), *tables.get("operators", ())]
        found |= {row[key] for row in rows if isinstance(row, dict) for key in KEYS & row.keys()}
        found |= {name for kind in ("operator", "object") for name in tables.get(kind, ())}
    return frozenset(found)


def _skipped(node: ast.Module) -> set[int]:
    """Name the literals that are no data: docstrings, `__all__`, `__slots__` and types."""
    found: set[int] = set()
    for part in ast.walk(node):
        match part:
            case ast.Assign([ast.Name("__all__" | "__slots__")], value) | ast.Subscript(ast.Name("Literal"), value):
                found |= {id(inner) for inner in ast.walk(value)}
            case ast.Expr(ast.Constant(str()) as text):
                found.add(id(text))
    return found


def counted(node: ast.Module) -> Counts:
    """Count in one source: sets, tuples and lists of two or more plain words, dicts keyed by them, and names."""
    skipped = _skipped(node)
    sets = words = named = 0
    for part in ast.walk(node):
        if id(part) in skipped:
            continue
        members: Iterable[ast.expr | None] = ()
        if isinstance(part, ast.Set | ast.Tuple | ast.List):
            members = part.elts
        elif isinstance(part, ast.Dict):
            members = part.keys
        elif isinstance(part, ast.MatchOr):
            members = [p.value for p in part.patterns if isinstance(p, ast.MatchValue)]
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "split":
            text = part.func.value
            members = [ast.Constant(w) for w in str(text.value).split()] if isinstance(text, ast.Constant) else ()
        plain = [m for m in members if isinstance(m, ast.Constant) and _is_word(m.value)]
        if len(plain) > 1:
            sets, words = sets + 1, words + len(plain)
        if isinstance(part, ast.Constant) and part.value in names():
            named += 1
    return Counts(sets, words, named)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and WORD.fullmatch(value) is not None


def now() -> dict[str, Counts]:
    """Count every file of agents/extraction that has any."""
    found = {str(path.relative_to(ROOT)): counted(tree(path)) for path in modules("agents/extraction")}
    return {path: counts for path, counts in found.items() if any(counts)}


def allowed() -> dict[str, Counts]:
    """Read the ratchet."""
    rows = tomllib.loads(RATCHET.read_text(encoding="utf-8")) if RATCHET.exists() else {}
    return {path: Counts(**row) for path, row in rows.items()}


def risen(found: Mapping[str, Counts], may: Mapping[str, Counts]) -> list[str]:
    """Say which file has more than it may."""
    return [
        f"{path}: {kind} {count}, {most} allowed"
        for path, counts in found.items()
        for kind, count, most in zip(Counts._fields, counts, may.get(path, Counts(0, 0, 0)), strict=True)
        if count > most
    ]


def fallen(found: Mapping[str, Counts], may: Mapping[str, Counts]) -> list[str]:
    """Say which file may have more than it has."""
    none = Counts(0, 0, 0)
    return [
        f"{path}: {kind} {count}, {most} allowed"
        for path, most_of in may.items()
        for kind, count, most in zip(Counts._fields, found.get(path, none), most_of, strict=True)
        if count < most
    ]


def written(counts: Mapping[str, Counts]) -> str:
    """Give the text of the ratchet."""
    rows = (f'"{path}" = {{ sets = {c.sets}, words = {c.words}, names = {c.names} }}' for path, c in counts.items())
    return HEAD + "\n".join(rows) + "\n"


def total(counts: Mapping[str, Counts]) -> Counts:
    """Add up all files."""
    return Counts(*(sum(column) for column in zip(Counts(0, 0, 0), *counts.values(), strict=True)))


def main(arguments: list[str]) -> int:
    """Show the differences; with --accept write the counts of now, unless a sum has risen."""
    found, may = now(), allowed()
    for row in [f"risen   {row}" for row in risen(found, may)] + [f"fallen  {row}" for row in fallen(found, may)]:
        print(row)
    sums, most = total(found), total(may)
    for when, (sets, words, named) in (("now", sums), ("allowed", most)):
        print(f"{when}: {sets} sets with {words} words, {named} names")
    if RATCHET.exists() and any(count > limit for count, limit in zip(sums, most, strict=True)):
        print("a sum has risen: move words and names into the lexicon")
        return 1
    if "--accept" in arguments:
        RATCHET.write_text(written(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
