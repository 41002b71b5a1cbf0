"""Tables: what is read, and what is refused with file and row."""

from pathlib import Path

import pytest

from agents.lexicon.errors import LexiconError
from agents.lexicon.tables import many, rows


def write(folder: Path, text: str) -> Path:
    path = folder / "t.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "# a comment\na\tb\n\n# another\n1\tx;y\n2\t\n")
    assert list(rows(path, "a b")) == [["1", "x;y"], ["2", ""]]


def test_no_file_no_rows(tmp_path: Path) -> None:
    assert list(rows(tmp_path / "none.tsv", "a b")) == []


@pytest.mark.parametrize("text", ["b\ta\n1\t2\n", "a\tb\n1\n", "a\tb\n1\t2\t3\n", "a\tb\n\t2\n"])
def test_bad_rows_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError, match=r"t\.tsv: row \d"):
        list(rows(write(tmp_path, text), "a b"))


def test_a_row_in_the_place_of_the_header_is_told_with_what_the_header_is(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"^t\.tsv: row 2: must name the columns: id name$"):
        list(rows(write(tmp_path, "# places\nFRA\tFrance\n"), "id name"))


def test_many() -> None:
    assert many("a; b;;c ") == ["a", "b", "c"]
    assert many("") == []
