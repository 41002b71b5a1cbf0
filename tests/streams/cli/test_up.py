"""`demarche up` refuses what has no meaning; a whole life of it is in tests/streams/test_service.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli.up import command


@pytest.mark.kafka
def test_a_list_of_feeds_that_cannot_be_read_is_told(fresh_topics: str, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[[feed]]\nid = 'x'\n", encoding="utf-8")
    flags = ["--data-dir", str(tmp_path), "--kafka-url", fresh_topics, "--web-port", "0", "--feeds-file", str(feeds)]
    done = CliRunner().invoke(command, flags)
    assert done.exit_code == 1
    assert "feeds.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_without_meaning_is_a_usage_error() -> None:
    done = CliRunner().invoke(command, ["--web-port", "99999"])
    assert done.exit_code == 2
    assert "web.port" in done.stderr
