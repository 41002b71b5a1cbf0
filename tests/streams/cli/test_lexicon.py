"""`demarche lexicon check` and `show`, as they stand on the command line."""

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from agents.lexicon import load
from agents.lexicon.errors import LexiconError
from streams.cli import lexicon as module
from streams.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lexicon", *arguments])


def test_check_counts_and_is_content() -> None:
    done = run("check")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"version {load().version}\n")
    assert "signal rules" in done.output
    assert done.output.endswith("no problem\n")


def test_check_of_a_broken_folder_is_an_exit_status(tmp_path: Path) -> None:
    (tmp_path / "labels.tsv").write_text("label\ttype\tscheme\nGPE\tPLACE\tx\n", encoding="utf-8")
    done = run("check", str(tmp_path), "--json")
    assert done.exit_code == 1
    report = orjson.loads(done.output)
    assert {"file": "labels.tsv", "entry": "GPE", "problem": "type 'PLACE' is none of PER, ORG, LOC, MISC"} in report[
        "problems"
    ]
    assert "problem  labels.tsv: GPE" in run("check", str(tmp_path)).output


def test_show_says_where_it_stands() -> None:
    done = run("show", "RUS:GOV:mfa")
    assert done.exit_code == 0
    assert done.output.startswith("Russian Foreign Ministry  RUS:GOV:mfa\n")
    assert "2004-03-09 – now         foreign minister  RUS:GOV:mfa  Sergei Lavrov" in done.output
    assert "actors/organisations.tsv:" in done.output


def test_show_as_json() -> None:
    shown = orjson.loads(run("show", "GEO", "--json").output)
    assert (shown["name"], shown["id"], shown["names"]["capital"]) == ("Georgia", "GEO", ["Tbilisi"])


def test_show_of_an_unknown_id() -> None:
    refused = run("show", "XXX:GOV")
    assert refused.exit_code == 1
    assert "demarche actors find" in refused.output


@pytest.mark.parametrize(
    "command", [["read", "-"], ["rules", "list"], ["actors", "find", "X"], ["lexicon", "show", "X"]]
)
def test_a_lexicon_with_a_mistake_ends_a_command_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str]
) -> None:
    def wrong() -> None:
        raise LexiconError(tmp_path / "cities.tsv", "row 7", "must name the columns: id name")

    monkeypatch.setattr(module, "load", wrong)
    done = CliRunner().invoke(main, command, input="A text.")
    assert done.exit_code == 1
    assert done.output == "Error: the lexicon cannot be used: cities.tsv: row 7: must name the columns: id name\n"
