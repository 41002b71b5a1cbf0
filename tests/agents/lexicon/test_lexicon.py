"""The whole lexicon: read once, frozen, and known by a fingerprint of its data files."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from agents.lexicon import FOLDER, fingerprint, load
from agents.lexicon.errors import LexiconError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "states.tsv").write_text("id\tname\n", encoding="utf-8")
    (tmp_path / "alerts.toml").write_text("rule = []\n", encoding="utf-8")
    return tmp_path


def test_it_is_read_once_and_cannot_be_changed() -> None:
    lexicon = load()
    assert load() is lexicon
    assert lexicon.names.persons
    assert lexicon.cues.languages
    assert lexicon.rules.rules
    with pytest.raises(dataclasses.FrozenInstanceError):
        lexicon.version = "other"  # type: ignore[misc]


def test_its_version_is_that_of_its_files() -> None:
    assert load().version == fingerprint(FOLDER)
    assert len(load().version) == 12


def test_the_version_hangs_on_contents_and_names_of_data_files_alone(folder: Path) -> None:
    first = fingerprint(folder)
    (folder / "README.md").write_text("more words", encoding="utf-8")
    (folder / "names.py").write_text("x = 1", encoding="utf-8")
    assert fingerprint(folder) == first
    (folder / "alerts.toml").write_text("rule = [ ]\n", encoding="utf-8")
    second = fingerprint(folder)
    (folder / "alerts.toml").rename(folder / "actors" / "alerts.toml")
    third = fingerprint(folder)
    (folder / "tags.json.gz").write_bytes(b"other weights, other findings")
    assert len({first, second, third, fingerprint(folder)}) == 4


def test_the_version_does_not_hang_on_where_the_lexicon_lies(folder: Path, tmp_path: Path) -> None:
    before = fingerprint(folder)
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    shutil.copytree(folder, moved)
    assert fingerprint(moved) == before


def test_a_broken_lexicon_is_refused_with_file_and_row(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(FOLDER / "actors", tmp_path / "actors", ignore=ignored)
    with (tmp_path / "actors" / "states.tsv").open("a", encoding="utf-8") as states:
        states.write("ATL\tAtlantis\n")
    with pytest.raises(LexiconError, match=r"states\.tsv: row \d+"):
        load(tmp_path)
