"""Every line that says how to install something names what can be had: this checkout, a wheel, or our own distribution.

`pip install demarche` fetches another project of that name; a hint that says it would install a stranger's code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.installation import DISTRIBUTION, how_to_add
from streams.cli import main

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = set(PROJECT["optional-dependencies"])
_LINE = re.compile(r"""\bpip["',\s]+install\b(?P<rest>[^\n`#]*)""")
_EXTRAS = re.compile(r"\[([\w,]+)\]")
# What may stand behind `pip install`: a folder, a wheel, ourselves; in code, what a placeholder is filled with.
_OURS = re.compile(
    rf"(\.|[\w./*-]+\.whl|{DISTRIBUTION}|{{DISTRIBUTION}})"
    r"(\[[\w,{}]+\]|\$\{EXTRAS[^}]*\}\.?)?"
)


def texts() -> Iterator[Path]:
    """Give every text that a person or a machine may follow; not the tests, which quote what must not be."""
    yield from (ROOT / name for name in ("README.md", "Makefile", "docker-compose.yml", "pyproject.toml", ".ci/run"))
    for folder in ("agents", "streams", "deploy", ".github"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".md", ".toml", ".yaml", ".yml", ".service", "") and path.is_file():
                yield path


def wanted(rest: str) -> list[str]:
    """Give what a line installs: its words without flags, their values and quotes, up to a word that is prose."""
    flags = r"(?<!\S)((--(constraint|requirement|extra)|-r|-c)[ =]\S+|--?[\w-]+(=\S+)?)"
    words = re.sub(flags, " ", re.sub(r"""["'],?""", " ", rest)).split()
    for number, word in enumerate(words):
        if word in ("(in", "(or", "in", "then", "&&", "python3-venv", ")"):
            return words[:number]
    return words


@pytest.mark.parametrize("path", texts(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_text_says_to_install_can_be_had(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    for line in _LINE.finditer(text):
        for word in wanted(line["rest"]):
            assert _OURS.fullmatch(word), f"{path}: {line[0]!r} installs {word!r}"
        for extras in _EXTRAS.findall(line["rest"]):
            assert set(extras.split(",")) - {"extra"} <= EXTRAS, f"{path}: {line[0]}"
    for extra in re.findall(r"""how_to_add\(["'](\w+)|EXTRAS=(\w[\w,]*)""", text):
        assert set("".join(extra).split(",")) <= EXTRAS, f"{path}: {extra}"


def test_the_texts_that_say_it_are_looked_at() -> None:
    said = {path.name for path in texts() if _LINE.search(path.read_text(encoding="utf-8", errors="replace"))}
    assert {"README.md", "CONTRIBUTING.md", "Dockerfile", "demarche.service", "installation.py", "Makefile"} <= said


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("pip install demarche", "demarche"),
        ("pip install 'demarche[embedded]'", "demarche[embedded]"),
        ('"pip", "install", "--no-deps", "demarche"', "demarche"),
        ("pip install -e '.[embedded,dev]'", ""),
        ("pip install 'dist/demarche_news-0.1.0-py3-none-any.whl[notify]'", ""),
        ("pip install --require-hashes -r requirements.lock", ""),
    ],
)
def test_the_test_itself(line: str, bad: str) -> None:
    found = _LINE.search(line)
    assert found is not None
    assert [word for word in wanted(found["rest"]) if not _OURS.fullmatch(word)] == ([bad] if bad else [])


def test_the_name_is_the_same_everywhere() -> None:
    assert PROJECT["name"] == DISTRIBUTION != "demarche"
    assert version(DISTRIBUTION) == PROJECT["version"]
    assert list(PROJECT["scripts"]) == ["demarche"]
    assert CliRunner().invoke(main, ["--version"]).stdout == f"demarche, version {PROJECT['version']}\n"
    assert f"'{DISTRIBUTION}[notify]'" in how_to_add("notify")
