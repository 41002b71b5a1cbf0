"""The command wants a source and a broker.  What it does: tests/pipeline/test_rebuild.py."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from streams.cli import main


def test_it_wants_to_know_from_what() -> None:
    done = CliRunner().invoke(main, ["rebuild"])
    assert done.exit_code == 2
    assert "--from" in done.output
    assert CliRunner().invoke(main, ["rebuild", "--from", "deltas"]).exit_code == 2


def test_names_by_what_is_not_installed_are_refused(tmp_path: Path) -> None:
    words = ["rebuild", "--from", "articles", "--data-dir", str(tmp_path)]
    for option in ("--reading-names", "--reading-tags"):
        done = CliRunner().invoke(main, [*words, option, "no_such_pipeline"])
        assert done.exit_code == 2
        assert "no_such_pipeline" in done.output


def test_a_broker_that_is_silent_is_told(tmp_path: Path) -> None:
    words = ["rebuild", "--from", "articles", "--data-dir", str(tmp_path), "--kafka-url", "127.0.0.1:1"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 3
    assert "127.0.0.1:1" in done.output
