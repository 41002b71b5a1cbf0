"""`demarche poll` says what it lacks before it starts anything."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from streams.cli.poll import command


def test_without_a_broker_it_ends_with_three(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--data-dir", str(tmp_path)])
    assert result.exit_code == 3


def test_a_setting_without_meaning_is_refused() -> None:
    result = CliRunner().invoke(command, ["--poll-concurrency", "many"])
    assert result.exit_code == 2 and "poll.concurrency" in result.stderr
