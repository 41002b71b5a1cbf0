"""`demarche page` says what it lacks before it starts anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from lacking import assert_it_wants_a_broker

from streams.cli.page import command


def test_it_wants_a_broker(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert_it_wants_a_broker(command, tmp_path, caplog)
