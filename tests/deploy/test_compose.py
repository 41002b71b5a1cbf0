"""The compose file: against the published schema, and for what no schema can see."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from streams.cli import main
from streams.settings import Settings

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed (extra dev)")

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
FILE: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("demarche:")}
VARIABLES = {f"DEMARCHE_{field.name.upper()}" for field in fields(Settings)}


def parsed(command: list[str]) -> None:
    """Let Click parse a command line without running it."""
    group: click.Command = main
    context = click.Context(main)
    while isinstance(group, click.Group):
        word, *command = command
        found = group.get_command(context, word)
        assert found is not None, f"there is no command {word}"
        group, context = found, click.Context(found, parent=context)
    group.parse_args(context, command)


def test_schema() -> None:
    checker = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    if checker is None:
        pytest.skip("check-jsonschema is not installed (extra dev)")
    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", str(COMPOSE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_role_is_a_service() -> None:
    assert {tuple(service["command"]) for service in OURS.values()} == {
        ("topics", "apply"),
        ("poll",),
        ("worker",),
        ("page",),
    }


@pytest.mark.parametrize("name", OURS)
def test_commands_are_commands(name: str) -> None:
    parsed(list(OURS[name]["command"]))


def test_a_wrong_command_would_be_seen() -> None:
    with pytest.raises(click.UsageError):
        parsed(["worker", "--no-such-flag"])


@pytest.mark.parametrize("name", OURS)
def test_settings_are_settings(name: str) -> None:
    given = OURS[name]["environment"]
    assert set(given) <= VARIABLES
    assert given["DEMARCHE_KAFKA_URL"] == "kafka:9092"


def test_commented_settings_are_settings_too() -> None:
    assert set(re.findall(r"DEMARCHE_[A-Z_]+", COMPOSE.read_text(encoding="utf-8"))) <= VARIABLES


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9/.-]+:v?\d+\.\d+\.\d+", SERVICES[name]["image"])


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_published_on_loopback_only(name: str) -> None:
    for port in SERVICES[name].get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port), port


def test_the_scalable_service_publishes_no_port() -> None:
    assert "ports" not in SERVICES["worker"]
    assert "container_name" not in SERVICES["worker"]


@pytest.mark.parametrize("name", SERVICES)
def test_mounts_exist_or_are_named_volumes(name: str) -> None:
    for mount in SERVICES[name].get("volumes", []):
        source = mount.split(":")[0]
        if source.startswith("."):
            assert (ROOT / source).exists(), mount
            assert mount.endswith(":ro"), mount
        else:
            assert source in FILE["volumes"], mount


def test_kafka_keeps_its_data_on_a_volume() -> None:
    folder = SERVICES["kafka"]["environment"]["KAFKA_LOG_DIRS"]
    assert f"kafka:{folder}" in SERVICES["kafka"]["volumes"]


@pytest.mark.parametrize("name", SERVICES)
def test_who_is_waited_for_can_tell(name: str) -> None:
    awaited = SERVICES[name].get("depends_on", {})
    for other in awaited:
        assert other in SERVICES
    for other, how in awaited.items() if isinstance(awaited, dict) else ():
        if how["condition"] == "service_healthy":
            assert SERVICES[other]["healthcheck"].get("test"), f"{other} has no health check"
        if how["condition"] == "service_completed_successfully":
            assert SERVICES[other].get("restart") == "no", f"{other} would start again for ever"


@pytest.mark.parametrize("name", OURS)
def test_ours_may_do_little(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert any(mount.startswith("/var/lib/demarche") for mount in service["tmpfs"])


def test_health_is_asked_on_the_port_that_is_served() -> None:
    for name, service in OURS.items():
        if not service["healthcheck"].get("disable"):
            port = service["environment"]["DEMARCHE_WEB_PORT"]
            assert f":{port}/ready" in service["healthcheck"]["test"][-1], name


def test_the_kafka_is_the_one_that_is_embedded() -> None:
    jars = (ROOT / "streams" / "broker" / "jars.tsv").read_text(encoding="utf-8")
    release = SERVICES["kafka"]["image"].split(":")[1]
    assert f"org.apache.kafka:kafka_2.13:{release}\t" in jars


def test_image_and_program_have_one_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, flags=re.MULTILINE)
    assert version and {service["image"] for service in OURS.values()} == {f"demarche:{version[1]}"}
