"""Settings as flags: those of the sections named, with the help of the settings, later than file and environment."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from streams.cli.options import with_settings
from streams.settings import Settings


@click.command()
@with_settings("web", "poll")
def command(settings: Settings) -> None:
    """Show what came in."""
    click.echo(f"{settings.web_port} {settings.poll_private_hosts} {settings.kafka_partitions}")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_only_the_sections_named_have_flags() -> None:
    shown = run("--help").stdout
    assert "--web-port" in shown
    assert "--poll-private-hosts / --no-poll-private-hosts" in shown
    assert "--log-level" in shown
    assert "--kafka-url" not in shown


def test_file_environment_and_flag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[web]\nport = 1\n[kafka]\npartitions = 3\n[poll]\nprivate_hosts = true\n", encoding="utf-8")
    assert run("--config", str(file)).stdout == "1 True 3\n"
    monkeypatch.setenv("DEMARCHE_WEB_PORT", "2")
    assert run("--config", str(file)).stdout == "2 True 3\n"
    assert run("--config", str(file), "--web-port", "0", "--no-poll-private-hosts").stdout == "0 False 3\n"


@pytest.mark.parametrize("arguments", [["--web-port", "many"], ["--log-level", "loud"], ["--config", "/nowhere.toml"]])
def test_what_has_no_meaning_is_a_usage_error(arguments: list[str]) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
