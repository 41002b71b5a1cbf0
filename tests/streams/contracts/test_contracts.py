from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from streams.contracts import files

BOOK = "".join(
    f"<!-- {name} -->\nstale table\n<!-- /{name} -->\n" for name in ("commands", "settings", "topics", "metrics")
)


def test_every_file_has_its_text(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Book\n" + BOOK, encoding="utf-8")
    wanted = {str(path.relative_to(tmp_path)): text for path, text in files(tmp_path, [("up", "Runs it.")]).items()}
    assert {"README.md", "schemas/asyncapi.json", "schemas/alert.json"} <= set(wanted)
    assert "| `demarche up` | Runs it. |" in wanted["README.md"]
    assert "stale table" not in wanted["README.md"]
    assert orjson.loads(wanted["schemas/alert.json"])["title"] == "Alert"


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BOOK, encoding="utf-8")
    files(tmp_path, [])
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_book_without_a_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BOOK.replace("<!-- /topics -->", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="topics"):
        files(tmp_path, [])
