"""What the commands of the roles (worker, page, poll) say alike where something is lacking."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner


def assert_it_wants_a_broker(command: click.Command, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Run a command without a broker, then with one that is silent: status 3, and what to do or who is silent."""
    done = CliRunner().invoke(command, ["--data-dir", str(folder)])
    assert done.exit_code == 3
    assert "demarche broker start" in caplog.text + done.stderr
    done = CliRunner().invoke(command, ["--data-dir", str(folder), "--kafka-url", "127.0.0.1:1"])
    assert done.exit_code == 3
    assert "127.0.0.1:1" in done.stderr
