"""The modules of agents/ and streams/ as the laws of tests/house see them: names, sources and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "streams")


def modules(package: str) -> list[Path]:
    """Give the files of a package, in order."""
    return sorted((ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    """Give the dotted name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file once for all laws."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Give what a file imports: modules, and the names taken from them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def needed(path: Path, known: frozenset[str]) -> set[str]:
    """Name the modules of ours that one needs, those it loads by name included."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(str(module), names):
                found |= {name if (name := f"{module}.{alias.name}") in known else module for alias in names}
            case ast.Call(ast.Name("import_module"), [ast.Constant(str(module))]):
                found.add(module)
    return found & known - {name_of(path)}


@cache
def graph() -> dict[str, frozenset[str]]:
    """Give for every module of ours the modules of ours that it needs."""
    paths = [path for package in PACKAGES for path in modules(package)]
    known = frozenset(name_of(path) for path in paths)
    return {name_of(path): frozenset(needed(path, known)) for path in paths}
