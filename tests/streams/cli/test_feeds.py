"""`demarche feeds` as a person and as a benchmark use it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli.feeds import command
from streams.feeds import catalogue

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


def test_list_shows_the_bundled_catalogue_or_a_given_one(tmp_path: Path) -> None:
    assert len(run("list").stdout.splitlines()) == len(catalogue.load())
    mine = tmp_path / "mine.toml"
    mine.write_text('[[feed]]\nid = "a"\nurl = "https://a.example/"\nenabled = false\n')
    assert "(off)" in run("list", mine).stdout
    assert orjson.loads(run("list", mine, "--json").stdout)["enabled"] is False
    mine.write_text("[[feed]]\n")
    result = run("list", mine)
    assert result.exit_code == 1 and "feed 1" in result.stderr


def test_import_prints_a_catalogue(tmp_path: Path) -> None:
    opml = tmp_path / "mine.opml"
    opml.write_text('<opml><body><outline text="A" xmlUrl="https://a.example/"/></body></opml>')
    assert [f.url for f in catalogue.read(run("import", opml).stdout)] == ["https://a.example/"]
    opml.write_text("<rss/>")
    assert run("import", opml).exit_code == 1


def test_add_needs_a_broker(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[feed]]\nid = "a"\nurl = "https://a.example/"\n')
    result = run("add", mine, "--data-dir", tmp_path)
    assert result.exit_code == 3 and "no broker" in result.stderr


@pytest.mark.kafka
def test_remove_names_what_was_never_polled_and_ends_with_one(fresh_topics: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("".join(f'[[feed]]\nid = "{name}"\nurl = "https://{name}.example/"\n' for name in "ab"))
    url = ("--kafka-url", fresh_topics)
    assert run("add", mine, *url).stdout == "2 feeds added\n"
    wrong = run("remove", "a", "nosuch", *url)
    assert (wrong.exit_code, wrong.stdout) == (1, "1 feed removed\n")
    assert "nosuch" in wrong.stderr and "a," not in wrong.stderr
    assert run("remove", "a", *url).exit_code == 1, "it is gone"
    assert run("remove", "b", *url).exit_code == 0
