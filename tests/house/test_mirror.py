"""Every module that does something has its mirrored test, which tests it and not its neighbour."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_tree import PACKAGES, ROOT, imported, modules, name_of, tree

# Tests that reach their module through a fixture or a front instead of an import; this list only shrinks.
BY_WAY_OF_OTHERS = {
    "agents/extraction/parse/extents.py",
    "agents/extraction/parse/items.py",
    "agents/extraction/parse/misread.py",
    "agents/extraction/parse/subjects.py",
    "agents/extraction/parse/tenseless.py",
    "agents/extraction/parse/walk.py",
    "agents/extraction/signals/background.py",
    "agents/extraction/signals/choose.py",
    "agents/extraction/signals/compose.py",
    "agents/extraction/signals/operators.py",
}


def does_something(path: Path) -> bool:
    """Tell whether a module has code of its own: more than docstring, imports and `__all__`."""
    return any(
        not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in tree(path).body
    )


def places(path: Path) -> tuple[Path, ...]:
    """Say where the test of a module may stand; that of a package beside its folder or in it."""
    below = ROOT / "tests" / path.relative_to(ROOT)
    if path.name != "__init__.py":
        return (below.with_name(f"test_{path.stem.strip('_')}.py"),)
    name = f"test_{path.parent.name}.py"
    return (below.with_name(name), below.parent.with_name(name))


def mirrored() -> Iterator[tuple[Path, list[Path]]]:
    """Give the modules that do something, each with the files that may be its test."""
    for path in (p for package in PACKAGES for p in modules(package)):
        if does_something(path):
            yield path, [place for place in places(path) if place.exists()]


def functions_of(source: ast.Module) -> list[str]:
    """Name the tests of a file, those in classes too, that hold more than a docstring or `pass`."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [
        node.name
        for node in ast.walk(source)
        if isinstance(node, kinds)
        and node.name.startswith("test_")
        and any(not isinstance(part, ast.Pass) and not _is_text(part) for part in node.body)
    ]


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def reaches(names: set[str], module: str) -> bool:
    """Tell whether a module is imported, or a package that it is in, or (of a package) what lies within it."""
    package = module.rpartition(".")[0]
    return bool(names & {module, package} - {"agents", "streams"}) or any(n.startswith(f"{module}.") for n in names)


def test_every_module_has_its_test() -> None:
    """Catches a module that came without a test, and a test that stayed behind when its module was renamed."""
    missing = [
        f"{path.relative_to(ROOT)} wants {places(path)[0].relative_to(ROOT)}" for path, found in mirrored() if not found
    ]
    assert not missing, f"{len(missing)} without a test:\n" + "\n".join(missing)


def leans_on(test: Path) -> set[str]:
    """Name what a test imports, and what the support and the fixtures import that it asks for."""
    names = set(imported(test))
    support = [ROOT / "tests" / "support" / f"{name}.py" for name in names]
    fixtures = {arg.arg for node in ast.walk(tree(test)) if isinstance(node, ast.arguments) for arg in node.args}
    for folder in test.parents:
        conftest = folder / "conftest.py"
        if folder.is_relative_to(ROOT / "tests") and conftest.exists():
            made = {node.name for node in tree(conftest).body if isinstance(node, ast.FunctionDef)}
            support += [conftest] if made & fixtures else []
    return names.union(*(imported(path) for path in support if path.exists()))


def test_every_mirrored_test_tests_its_module() -> None:
    """Catches a mirrored file that is empty, or that leads to neither the module nor its package."""
    idle = {
        str(path.relative_to(ROOT))
        for path, found in mirrored()
        if found and not any(functions_of(tree(test)) and reaches(leans_on(test), name_of(path)) for test in found)
    }
    assert idle <= BY_WAY_OF_OTHERS


@pytest.mark.parametrize("source", ["", "import agents.text", "def test_it():\n    pass", "def test_it():\n    'it'"])
def test_a_file_that_only_exists_has_no_tests(source: str) -> None:
    """Catches a counter of tests that is content with anything."""
    assert functions_of(ast.parse(source)) == []


def test_a_test_of_the_neighbour_is_none() -> None:
    """Catches a measure of reach that is content with any import."""
    assert not reaches({"agents.records", "pytest", "agents"}, "agents.extraction.text")
    assert reaches({"agents.extraction.text.Text"} | {"agents.extraction.text"}, "agents.extraction.text")


def test_tests_are_no_packages() -> None:
    # A package tests/agents would shadow ours.
    assert not list((ROOT / "tests").rglob("__init__.py"))
