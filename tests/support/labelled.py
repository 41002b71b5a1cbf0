"""News articles that the project's authors wrote and labelled: a gold of our own for names (tests/corpus).

Articles are parted by lines `=== id region`; a name is `[PER Amina Okoye]`, its type one of our four.  A file in
which one label is wrong is refused with its line; `own_possessive.tsv` beside them lists names like Lloyd's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from agents import lexicon
from agents.batch import read_row
from agents.extraction.backend import Backend
from agents.lexicon import tables
from agents.lexicon.errors import LexiconError
from agents.records import EntityType

_TYPES: dict[str, EntityType] = {kind: kind for kind in get_args(EntityType)}
_HEAD = re.compile(r"=== (?P<id>[\w-]+) (?P<region>\S.*)")
_LABEL = re.compile(r"\[(?P<type>\w*) ?(?P<name>[^\[\]]*)\]")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the names in it: start, end and type of each, from left to right."""

    id: str
    region: str
    text: str
    names: tuple[tuple[int, int, EntityType], ...]


Found = set[tuple[int, int, str]]


def load(folder: Path) -> tuple[Labelled, ...]:
    """Read all `*.txt` of a folder, in the order of file names.  Raises LexiconError naming file and line."""
    found: dict[str, Labelled] = {}
    own = frozenset(cells[0] for cells in tables.rows(folder / "own_possessive.tsv", "name"))
    for path in sorted(folder.glob("*.txt")):
        for line, article in _articles(path, own):
            if article.id in found:
                raise LexiconError(path, f"line {line}", f"there are two articles {article.id}")
            found[article.id] = article
    return tuple(found.values())


def _articles(path: Path, own: frozenset[str]) -> Iterator[tuple[int, Labelled]]:
    head: re.Match[str] | None = None
    begin = 0
    body: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if not line.startswith("==="):
            body.append((number, line))
            continue
        yield from _finished(path, begin, head, body, own)
        head, begin, body = _HEAD.fullmatch(line.strip()), number, []
        if head is None:
            raise LexiconError(path, f"line {number}", f"{line!r} should be: === id region")
    yield from _finished(path, begin, head, body, own)


def _finished(
    path: Path, begin: int, head: re.Match[str] | None, body: list[tuple[int, str]], own: frozenset[str]
) -> Iterator[tuple[int, Labelled]]:
    """Give the article that ends here, if one does."""
    filled = [number for number, line in body if line.strip()]
    if head is None:
        if filled:
            raise LexiconError(path, f"line {filled[0]}", "stands before the first article")
        return
    if not filled:
        raise LexiconError(path, f"line {begin}", f"article {head['id']} is empty")
    text = ""
    names: list[tuple[int, int, EntityType]] = []
    for number, line in body[: filled[-1] - begin]:
        plain, found = _plain(path, number, line, own)
        names += [(start + len(text), end + len(text), kind) for start, end, kind in found]
        text += plain + "\n"
    yield begin, Labelled(head["id"], head["region"], text.rstrip("\n"), tuple(names))


def _plain(path: Path, number: int, line: str, own: frozenset[str]) -> tuple[str, list[tuple[int, int, EntityType]]]:
    """Take the labels out of a line: its plain text, and where the names stand in that."""
    plain = ""
    names = []
    last = 0
    for label in _LABEL.finditer(line):
        plain += line[last : label.start()]
        name, kind = label["name"], label["type"]
        if kind not in _TYPES:
            raise LexiconError(path, f"line {number}", f"{label.group()}: {kind!r} is none of {', '.join(_TYPES)}")
        if not name or name != " ".join(name.split()):
            raise LexiconError(path, f"line {number}", f"{label.group()}: no name, or white space around it")
        if _POSSESSIVE.search(name) and name not in own:
            raise LexiconError(path, f"line {number}", f"{label.group()}: a possessive belongs outside")
        names.append((len(plain), len(plain) + len(name), _TYPES[kind]))
        plain += name
        last = label.end()
    plain += line[last:]
    if "[" in plain or "]" in plain:
        raise LexiconError(path, f"line {number}", f"a bracket without its other half: {line[:60]!r}")
    return plain, names


def judged(articles: Iterable[Labelled], backend: Backend | None = None) -> Iterator[tuple[Labelled, Found]]:
    """Read each article and give it with the names found, as `demarche read --jsonl` would tell them."""
    known = lexicon.load()
    for article in articles:
        row = read_row({"id": article.id, "text": article.text}, known, frozenset({"entities"}), backend)
        yield article, {(e["start"], e["end"], e["type"]) for e in row["entities"]}


def f1(results: Sequence[tuple[Labelled, Found]], kinds: Iterable[str]) -> float:
    """Give the strict micro F1 over names of these types, percent."""
    counted = set(kinds)
    right = named = labelled = 0
    for article, found in results:
        gold = {name for name in article.names if name[2] in counted}
        mine = {name for name in found if name[2] in counted}
        right, named, labelled = right + len(gold & mine), named + len(mine), labelled + len(gold)
    return 200 * right / (named + labelled) if right else 0.0
