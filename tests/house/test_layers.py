"""Who may import whom: the contracts of pyproject.toml, and the finer laws that they cannot say."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from source_tree import ROOT, graph, imported, modules, name_of, tree

# What reads may lean on: data formats and one automaton; spaCy in its one file.
AGENTS_MAY = sys.stdlib_module_names | {"agents", "msgspec", "orjson", "ahocorasick_rs"}
# From the ground up; a module may import its own floor and those below.  What is not named lives on MIDDLE.
FLOORS = (
    ("agents.records", "agents.limits", "agents.identity", "agents.locations", "agents.fingerprint"),
    ("agents.lexicon",),
    ("agents.extraction", "agents.state", "agents.alerts"),
    ("agents.reader", "agents.tracker", "agents.batch"),
    ("agents.following",),
)
MIDDLE = 2


def importers(top: str) -> set[str]:
    found = [p for package in ("agents", "streams") for p in modules(package)]
    return {name_of(p) for p in found if any(i.split(".")[0] == top for i in imported(p))}


def floor(module: str) -> int:
    for number, names in enumerate(FLOORS):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return number
    return MIDDLE


def test_contracts_of_pyproject_are_kept() -> None:
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    if lint is None:
        pytest.skip("import-linter is not installed (extra dev)")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_engine_and_the_map_know_faust() -> None:
    assert {m for m in importers("faust") if not m.startswith("streams.engine.")} <= {"streams.flow"}


def test_only_its_backend_knows_spacy() -> None:
    assert importers("spacy") <= {"agents.extraction.spacy_backend"}


def test_agents_lean_on_little() -> None:
    found = {
        f"{name_of(path)} imports {name}"
        for path in modules("agents")
        for name in imported(path)
        if name.split(".")[0] not in AGENTS_MAY and name_of(path) != "agents.extraction.spacy_backend"
    }
    assert not found


def test_agents_import_downstairs_only() -> None:
    upstairs = {
        f"{name_of(path)} imports {name}"
        for path in modules("agents")
        for name in imported(path)
        if name.startswith("agents.") and floor(name) > floor(name_of(path))
    }
    assert not upstairs


def test_nobody_imports_in_a_circle() -> None:
    TopologicalSorter(graph()).prepare()  # names the circle


def test_agents_know_no_clock_and_no_chance() -> None:
    banned = {"time", "random", "secrets", "uuid", "os.urandom", "os.environ", "os.getenv"}
    found = {f"{name_of(p)} imports {name}" for p in modules("agents") for name in imported(p) if name in banned}
    calls = {
        f"{name_of(p)}:{node.lineno}"
        for p in modules("agents")
        for node in ast.walk(tree(p))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
    }
    assert not found | calls
