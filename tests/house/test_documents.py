"""The documents cannot lie: what is declared is written down, and what is written down is declared."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from streams.cli import main
from streams.contracts.schemas import record_schemas
from streams.contracts.tables import declared

ROOT = Path(__file__).parents[2]


def test_schemas_and_tables_are_those_of_the_code() -> None:
    done = CliRunner().invoke(main, ["contracts", "--check", str(ROOT / "deploy")])
    assert done.exit_code == 0, f"run `demarche contracts deploy`:\n{done.output}"


def test_no_schema_is_left_of_a_record_that_went() -> None:
    found = {path.stem for path in (ROOT / "deploy" / "schemas").glob("*.json")}
    assert found == set(record_schemas()) | {"asyncapi"}


def test_every_metric_is_counted_somewhere() -> None:
    source = (ROOT / "streams" / "metrics.py").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+) = (?:Counter|Gauge|Histogram)\(", source, flags=re.MULTILINE)
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "streams").rglob("*.py"))
    assert len(names) == len(declared())
    assert [name for name in names if f"metrics.{name}" not in code] == []


def test_metrics_are_named_and_told_as_prometheus_wants_it() -> None:
    for name, kind, labels, told in declared():
        assert re.fullmatch(r"demarche_[a-z][a-z_]*", name), name
        assert name.endswith("_total") == (kind == "counter"), name
        assert kind != "histogram" or name.endswith("_seconds"), name
        assert told and not {"actor", "url", "article"} & set(labels), name


def test_readme_is_short_and_names_the_rule() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 120
    assert "agents read, streams carry" in text.lower()


@pytest.mark.parametrize("name", ["README.md", "deploy/README.md", ".github/CONTRIBUTING.md"])
def test_commands_and_files_named_in_a_document_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for line in re.findall(r"`demarche ([a-z][^`]*)`", text):
        assert_command(line.split())
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / name).parent / link).exists(), f"{name} points at {link}"


def assert_command(words: list[str]) -> None:
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(context, word)
        assert found is not None, f"there is no command: demarche {' '.join(words)}"
        command = found
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    unknown = {w.split("=")[0] for w in words if w.startswith("--")} - known - {"--help", "--version"}
    assert not unknown, f"demarche {' '.join(words)}: {unknown}"
