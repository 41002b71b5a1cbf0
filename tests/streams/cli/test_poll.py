"""`demarche poll` says what it lacks before it starts anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lacking import assert_it_wants_a_broker

from streams.cli.poll import command


def test_it_wants_a_broker(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert_it_wants_a_broker(command, tmp_path, caplog)


def test_a_setting_without_meaning_is_refused() -> None:
    result = CliRunner().invoke(command, ["--poll-concurrency", "many"])
    assert result.exit_code == 2 and "poll.concurrency" in result.stderr
