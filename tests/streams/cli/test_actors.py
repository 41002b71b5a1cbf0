"""`demarche actors find`: what a name may mean, without a broker."""

import orjson
from click.testing import CliRunner, Result

from streams.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["actors", "find", *arguments])


def test_find_says_who_and_since_when() -> None:
    done = run("sergei", "LAVROV")
    assert done.exit_code == 0
    assert "Sergei Lavrov  PER  person  p:rus:sergei-lavrov" in done.output
    assert "2004-03-09 – now         foreign minister  RUS:GOV:mfa" in done.output


def test_find_as_json_lines() -> None:
    rows = [orjson.loads(line) for line in run("georgian", "--json").output.splitlines()]
    assert {(row["kind"], row["ids"][0]) for row in rows} >= {("adjective", "GEO"), ("demonym", "GEO")}
    assert set(rows[0]) == {"name", "kind", "type", "ids", "state", "weak", "offices"}


def test_find_gives_no_more_than_asked() -> None:
    assert len(run("ministry", "--json", "-n", "3").output.splitlines()) == 3


def test_find_nothing() -> None:
    refused = run("zzyzx")
    assert refused.exit_code == 1
    assert "knows nothing called zzyzx" in refused.output
