"""Every module that does something has its mirrored test."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def does_something(path: Path) -> bool:
    """Tell whether a module has code of its own: more than docstring, imports and `__all__`."""
    return any(
        not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    )


def places(path: Path) -> tuple[Path, ...]:
    """Say where the test of a module may stand; that of a package beside its folder or in it."""
    below = ROOT / "tests" / path.relative_to(ROOT)
    if path.name != "__init__.py":
        return (below.with_name(f"test_{path.stem.strip('_')}.py"),)
    name = f"test_{path.parent.name}.py"
    return (below.with_name(name), below.parent.with_name(name))


def test_every_module_has_its_test() -> None:
    modules = [p for package in ("agents", "streams") for p in sorted((ROOT / package).rglob("*.py"))]
    missing = [
        f"{path.relative_to(ROOT)} wants {places(path)[0].relative_to(ROOT)}"
        for path in modules
        if does_something(path) and not any(place.exists() for place in places(path))
    ]
    assert not missing, f"{len(missing)} without a test:\n" + "\n".join(missing)


def test_tests_are_no_packages() -> None:
    # A package tests/agents would shadow ours.
    assert not list((ROOT / "tests").rglob("__init__.py"))
