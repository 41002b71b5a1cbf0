"""What is cited can be opened: every file named in a docstring, a comment or a document is in the repository."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from source_tree import ROOT, tree

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for place in ("*.md", ".github/*.md", "agents/**/*.md", "deploy/**/*.md", "streams/**/*.md", "tests/**/*.md")
    for path in ROOT.glob(place)
)
ENDINGS = "md|py|toml|tsv|yml|yaml|json|jsonl|gz|html|lock|ini|cfg|sh|css|js"
# A file by its ending, with or without folders; or a path below a folder of ours.  <kind> and * stand for anything.
PATH = re.compile(
    rf"(?<![\w/.<>:@$\u007b*~-])(?:[\w.<>*-]+/)*[\w.<>*-]*[\w>*]\.(?:{ENDINGS})\b(?![\w/(])"
    r"|(?<![\w/.<>:@$\u007b~-])(?:agents|streams|tests|deploy|reference)/[\w.<>*/-]*[\w>*]"
    r"|\bdesign section [\d.]+\d"
)
# What stands for any file of the caller's, and the files of an evaluation folder, which is the caller's too.
OF_THE_CALLER = {"FILE.jsonl", "quotes/score.py", "quotes/*.jsonl"}
OUTSIDE = re.compile(r"https?://\S+|\.\./shared/eval\S*|\bKEEP/\S+")


@cache
def kept() -> frozenset[str]:
    """Name every file and folder of ours by its path, those that tools make left out."""
    tops = [path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name in (".github", ".ci")]
    paths = [p for top in tops for p in (top, *top.rglob("*")) if "__pycache__" not in p.parts]
    return frozenset(path.relative_to(ROOT).as_posix() for path in paths)


def there(cited: str) -> bool:
    """Tell whether a file is kept whose path is, or ends with, what was cited."""
    pattern = re.sub(r"<[^>]*>", "*", cited).removeprefix("./").strip("/")
    if "*" not in pattern:
        return pattern in kept() or pattern in endings()
    return any(fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}") for path in kept())


@cache
def endings() -> frozenset[str]:
    return frozenset("/".join(path.split("/")[start:]) for path in kept() for start in range(path.count("/") + 1))


def prose(path: Path) -> Iterator[str]:
    """Give the docstrings and comments of a source."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
    source = io.StringIO(path.read_text(encoding="utf-8"))
    yield from (token.string for token in tokenize.generate_tokens(source.readline) if token.type == tokenize.COMMENT)


def missing(texts: Iterator[str]) -> list[str]:
    cited = {found[0] for text in texts for found in PATH.finditer(OUTSIDE.sub("", text))}
    return sorted(cite for cite in cited - OF_THE_CALLER if not there(cite))


@pytest.mark.parametrize("folder", ["agents", "streams", "tests"])
def test_files_cited_by_the_code_exist(folder: str) -> None:
    """Catches a comment that sends its reader to a file that was renamed, or that never was in this repository."""
    found = {str(path.relative_to(ROOT)): missing(prose(path)) for path in sorted((ROOT / folder).rglob("*.py"))}
    assert {path: cites for path, cites in found.items() if cites} == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_cited_by_a_document_exist(name: str) -> None:
    """Catches the same in documents."""
    assert missing(iter([(ROOT / name).read_text(encoding="utf-8")])) == []


def test_a_file_that_is_not_there_is_found() -> None:
    """Catches a pattern that finds nothing any more."""
    gone = ["agents/nothing.py", "compose_all.py", "design section 3.4", "reference/feeds.md", "tests/nowhere"]
    assert missing(iter([f"`{gone[0]}`, {gone[1]} ({gone[2]}, {gone[3]}); see {gone[4]}. But tests/house is"])) == gone
