"""`demarche worker` says what it lacks before it starts anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli.worker import command


def test_without_a_broker_it_ends_with_three_and_a_hint(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = CliRunner().invoke(command, ["--data-dir", str(tmp_path)])
    assert done.exit_code == 3
    assert "demarche broker start" in caplog.text + done.stderr


def test_a_broker_that_is_silent_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["--data-dir", str(tmp_path), "--kafka-url", "127.0.0.1:1"])
    assert done.exit_code == 3
    assert "127.0.0.1:1" in done.stderr
