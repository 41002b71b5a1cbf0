"""Who is said to call a module does: the lines "Called by ..." of docstrings are held against the imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest
from source_tree import PACKAGES, graph, modules, name_of, tree

from streams.cli import main

# What is said to call, up to the end of the sentence; "re.match" and "parse.py" do not end it.
SENTENCE = re.compile(r"\b[Cc]alled by (.+?)(?:[.;:](?:\s|$)|$)", re.DOTALL)
# ... and up to what tells when and with what it is called: names behind these words are no callers.
TAIL = re.compile(r"\s(?:before|after|between|for each|in|on|once|when|where|with)\s")
CROWD = 3  # callers from which on a list of them would only be out of date
# A name stands in backticks, or is dotted (`agents.reader`, `compose.py`).
NAME = re.compile(r"`(?P<quoted>[^`]+)`(?!'s)|(?<![\w.])(?P<bare>[a-z_]+(?:\.[a-z_]+)+)")


def sentences() -> Iterator[tuple[Path, str]]:
    for path in (p for package in PACKAGES for p in modules(package)):
        for found in SENTENCE.finditer(ast.get_docstring(tree(path)) or ""):
            yield path, TAIL.split(" ".join(found[1].split()))[0]


SENTENCES = [pytest.param(path, said, id=name_of(path)) for path, said in sentences()]


def callers(name: str, module: str, before: str = "") -> set[str]:
    """Give the modules that a name may stand for where the docstring of a module says it: near ones and commands.

    After a command, a bare word may be its sister: "`demarche feeds add` and `remove`".
    """
    name = name.removesuffix(".py").removesuffix("()")
    words = name.removeprefix("demarche ").split()
    found = {command(words), command([*before.split()[1:-1], *words]) if before.startswith("demarche ") else ""} - {""}
    if name.startswith("demarche "):
        return found
    near = module
    while near and not found & graph().keys() - {command(words)}:
        near = near.rpartition(".")[0]
        parent, _, last = f"{near}.{name}".strip(".").rpartition(".")
        within = {m for m in graph() if m == f"{parent}.{last}".strip(".") or (m == parent and defines(m, last))}
        neighbours = {m for m in graph() if m.rpartition(".")[0] == near and defines(m, name)} if near else set()
        found |= within | neighbours
    return found or {m for m in graph() if m.endswith(f".{name}")}


@cache
def definitions() -> dict[str, frozenset[str]]:
    """Give the functions and classes of each module."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    paths = [path for package in PACKAGES for path in modules(package)]
    return {name_of(p): frozenset(node.name for node in tree(p).body if isinstance(node, kinds)) for p in paths}


def defines(module: str, name: str) -> bool:
    return name in definitions()[module]


def command(words: list[str]) -> str:
    """Give the module of a command, "" if there is none."""
    found: click.Command | None = main
    for word in words:
        if isinstance(found, click.Group):
            found = found.get_command(click.Context(found), word)
    return "" if found is None or found is main else found.callback.__module__ if found.callback else ""


def reaches(caller: str, module: str) -> bool:
    """Tell whether a module, or one of the package that it opens, imports another or the front that hands it on."""
    needs = graph()[caller].union(*(found for name, found in graph().items() if name.startswith(f"{caller}.")))
    fronts = {front for front in needs if module.startswith(f"{front}.")}
    return module in needs or any(module in graph()[front] for front in fronts)


def importers(module: str) -> set[str]:
    """Name who imports a module, or one of the package that it opens."""
    return {name for name, needs in graph().items() if any(f"{n}.".startswith(f"{module}.") for n in needs)}


@pytest.mark.parametrize(("path", "said"), SENTENCES)
def test_called_by_is_true(path: Path, said: str) -> None:
    """Catches a caller that was renamed, that went, or that does not import the module.

    Only a module with a CROWD of callers may name none ("whoever reads", "everything").
    """
    module = name_of(path)
    names = [found["quoted"] or found["bare"] for found in NAME.finditer(said)]
    assert names or len(importers(module)) >= CROWD, (
        f"{module} is called by {said!r}: name the module, function or command in backticks"
    )
    for before, name in pairwise(["", *names]):
        found = callers(name, module, before)
        assert found, f"{module} is called by `{name}`, and there is no such module, function or command"
        assert any(reaches(caller, module) for caller in found), (
            f"{module} is called by `{name}`, but none of {sorted(found)} imports it"
        )


def test_the_lines_are_found() -> None:
    """Catches a change of wording after which the law above would look at nothing."""
    assert len(SENTENCES) > 100
