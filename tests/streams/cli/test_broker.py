"""`demarche broker` as a person uses it: start, status, start again, stop, clean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.broker import EmbeddedBroker
from streams.broker.background import stop_background
from streams.cli.broker import command
from streams.settings import Settings


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a data directory, and stop what a failed test left behind."""
    yield tmp_path
    stop_background(Settings(data_dir=str(tmp_path)))


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
def test_a_whole_life(folder: Path) -> None:
    started = run("start", "--data-dir", folder, "--broker-heap-mb", "256")
    assert started.exit_code == 0, started.output
    url = started.stdout.strip()
    assert run("start", "--data-dir", folder).stdout.strip() == url

    seen = run("status", "--data-dir", folder, "--json")
    row = orjson.loads(seen.stdout)
    assert (seen.exit_code, row["running"], row["url"], row["owner"]) == (0, True, url, None)
    assert url in run("status", "--data-dir", folder).stdout

    refused = run("clean", "--yes", "--data-dir", folder)
    assert refused.exit_code == 1
    assert "in use" in refused.output

    assert run("stop", "--data-dir", folder).stdout == "stopped\n"
    assert run("stop", "--data-dir", folder).stdout == "no broker was running\n"
    cleaned = run("clean", "--yes", "--data-dir", folder)
    assert cleaned.stdout.startswith("freed ")
    assert not (folder / "kafka" / "data").exists()


def test_status_without_a_broker(tmp_path: Path) -> None:
    seen = run("status", "--data-dir", tmp_path)
    assert seen.exit_code == 1
    assert "running   False" in seen.stdout


def test_clean_asks_first(tmp_path: Path) -> None:
    kept = tmp_path / "kafka" / "data" / "record"
    kept.parent.mkdir(parents=True)
    kept.write_text("precious")
    asked = CliRunner().invoke(command, ["clean", "--data-dir", str(tmp_path)], input="n\n")
    assert asked.exit_code == 1
    assert kept.exists()


@pytest.mark.kafka
def test_a_broker_of_a_running_program_is_not_stopped(broker: EmbeddedBroker) -> None:
    refused = run("stop", "--data-dir", broker.home.folder.parent)
    assert refused.exit_code == 1
    assert "stop that program" in refused.output
    assert broker.pid is not None
