"""The command `demarche`: every verb has help and says no to what it does not know."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from streams.cli import VERBS, main

DEMARCHE = [sys.executable, "-c", "from streams.cli import main; main()"]


def test_every_verb_is_listed_with_its_first_line() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    for verb in VERBS:
        assert f"  {verb} " in done.stdout


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_and_what_is_under_it_has_help(verb: str) -> None:
    found = main.get_command(click.Context(main), verb)
    assert found is not None
    assert found.name == verb
    paths = [[verb]] + [[verb, name] for name in (found.commands if isinstance(found, click.Group) else ())]
    for path in paths:
        done = CliRunner().invoke(main, [*path, "--help"])
        assert done.exit_code == 0, path
        assert len(done.stdout.splitlines()) > 3


def test_an_unknown_verb_is_a_usage_error() -> None:
    done = CliRunner().invoke(main, ["fly"])
    assert done.exit_code == 2
    assert "No such command" in done.stderr


def test_an_interrupt_while_a_verb_is_loaded_is_told_in_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("streams.cli.import_module", interrupted)
    done = CliRunner().invoke(main, ["read", "-"])
    assert (done.exit_code, done.output) == (130, "interrupted\n")


def test_the_version_is_told() -> None:
    assert "0." in CliRunner().invoke(main, ["--version"]).stdout


def test_reading_a_text_does_not_load_kafkas_clients() -> None:
    code = (
        "import sys; from streams.cli import main; main(['read', '--help'], standalone_mode=False); "
        "print(sorted(m for m in sys.modules if m in ('faust', 'aiokafka')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["feeds", "parse", "--jsonl"], ["feeds", "check", "--json"], ["feeds", "check"], ["read", "--json"], ["read"]],
)
def test_a_name_that_is_no_utf8_is_no_traceback(tmp_path: Path, arguments: list[str]) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.xml"
    Path(os.fsdecode(file)).write_text('<rss version="2.0"><channel/></rss>', encoding="utf-8")
    done = subprocess.run([*DEMARCHE, *arguments, file], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    if "--json" in arguments or "--jsonl" in arguments:
        assert "caf\ufffd.xml" in str(json.loads(done.stdout))


def test_a_terminal_that_knows_no_arrows_is_no_traceback() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*DEMARCHE, "read", "-"], input=b"South Korea broke off trade talks with Chile on Thursday.",
        env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"South Korea [KOR] \u2192 Chile [CHL]" in done.stdout
