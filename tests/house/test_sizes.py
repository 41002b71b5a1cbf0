"""Files and functions that fit in a head, each module opened by what it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_A_DOCSTRING = 7
DRAWS_THE_MAP = "streams/flow.py"
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_files_are_short() -> None:
    lengths = {name: text.count("\n") for name, text in sources("agents", "streams", "tests")}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name}:{node.name}": length
        for name, text in sources("agents", "streams", "tests")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_modules_say_what_they_are() -> None:
    found = {name: ast.get_docstring(ast.parse(text)) for name, text in sources("agents", "streams")}
    assert [name for name, docstring in found.items() if not docstring] == []
    lines = {name: len((docstring or "").splitlines()) for name, docstring in found.items()}
    assert {name: n for name, n in lines.items() if n > MOST_LINES_OF_A_DOCSTRING and name != DRAWS_THE_MAP} == {}


def test_public_functions_are_documented() -> None:
    silent = [
        f"{name}:{node.name}"
        for name, text in sources("agents", "streams")
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_names_say_something() -> None:
    names = [Path(name).stem for name, _ in sources("agents", "streams", "tests")]
    assert NAMES_THAT_SAY_NOTHING.isdisjoint(names)
