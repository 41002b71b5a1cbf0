"""`demarche feeds` as a person and as a benchmark use it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli.feeds import command

DOCUMENTS = Path(__file__).parents[1] / "feeds" / "documents"
PLAIN = DOCUMENTS / "rss-plain.xml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_parse_answers_every_path_on_a_line_of_its_own(tmp_path: Path) -> None:
    paths = [PLAIN, DOCUMENTS / "rss-entity-bomb.xml", tmp_path / "missing.xml", DOCUMENTS / "rss-empty.xml"]
    result = run("parse", "--jsonl", *paths)
    rows = [orjson.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["id"] for row in rows] == [str(path) for path in paths]
    assert rows[0]["entries"][0] == {
        "title": "Envoy leaves",
        "link": "https://desk.example/1",
        "published": "2025-01-06T08:00:00+00:00",
        "id": "d-1",
    }
    assert rows[0]["entries"][1]["published"] is None
    assert "error" not in rows[0] and "error" not in rows[3]
    assert rows[1]["error"].startswith("refused: entity-bomb")
    assert rows[2]["error"].startswith("FileNotFoundError")


def test_parse_for_eyes() -> None:
    result = run("parse", PLAIN)
    assert "2 entries" in result.stdout and "Envoy leaves" in result.stdout


def test_check_reads_a_file_as_the_poller_would() -> None:
    result = run("check", PLAIN)
    assert result.exit_code == 0
    assert "rss of Foreign Desk, 2 entries" in result.stdout and "2025-01-06 08:00 stated" in result.stdout
    row = orjson.loads(run("check", PLAIN, "--json").stdout)
    assert (row["format"], len(row["entries"]), row["error"]) == ("rss", 2, None)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        (DOCUMENTS / "not-html.xml", "refused: html: a web page"),
        ("/no/such/file", "No such file"),
        ("http://127.0.0.1:9/feed", "forbidden: "),
    ],
)
def test_check_ends_with_one_where_a_feed_cannot_be_polled(where: str | Path, error: str) -> None:
    result = run("check", where)
    assert result.exit_code == 1
    assert error in result.stdout
