from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from streams.cli import main

BOOK = "".join(f"<!-- {name} --><!-- /{name} -->\n" for name in ("commands", "settings", "topics", "metrics"))


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["contracts", *words])
    return done.exit_code, done.output


def test_it_writes_once_and_then_finds_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BOOK, encoding="utf-8")
    status, output = run(str(tmp_path))
    assert status == 0 and "written" in output
    assert "| `demarche topics apply` |" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert run(str(tmp_path)) == (0, "")
    assert run("--check", str(tmp_path)) == (0, "")


def test_a_check_tells_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BOOK, encoding="utf-8")
    status, output = run("--check", str(tmp_path))
    assert status == 2 and "differs" in output
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_folder_without_a_book_is_told_plainly(tmp_path: Path) -> None:
    status, output = run(str(tmp_path))
    assert status == 1 and "README.md" in output
