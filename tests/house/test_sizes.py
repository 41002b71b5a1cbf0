"""Files and functions that fit in a head, each module opened by what it is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def names(path: str, text: str) -> Iterator[str]:
    """Give the names that a file makes: its own, its folder's, those of its classes."""
    yield from Path(path).with_suffix("").parts
    yield from (node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef))


def idle_words(name: str) -> set[str]:
    """Give the words in a name that say nothing: `url_utils`, `FeedManager`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    return NAMES_THAT_SAY_NOTHING & set(words)


def test_names_say_something() -> None:
    """Catches such a word in the name of a file, a folder or a class."""
    texts = sources("agents", "streams", "tests")
    assert {f"{path}: {name}" for path, text in texts for name in names(path, text) if idle_words(name)} == set()


@pytest.mark.parametrize("name", ["utils", "url_utils", "FeedManager", "Base", "_helper"])
def test_a_name_that_says_nothing_is_found(name: str) -> None:
    """Catches a law of names that sees whole names only."""
    assert idle_words(name)


def test_a_module_of_what_reads_is_known_by_its_name_alone() -> None:
    """Catches a second `clauses` in agents/extraction, so that "see clauses" says which."""
    stems = Counter(Path(path).stem for path, _ in sources("agents/extraction") if not path.endswith("__init__.py"))
    assert {stem for stem, count in stems.items() if count > 1} == set()
