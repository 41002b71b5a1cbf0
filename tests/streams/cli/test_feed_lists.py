"""The verbs of `demarche feeds` on lists, as a person uses them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli.feed_lists import VERBS
from streams.cli.feeds import command
from streams.demo.server import DemoServer
from streams.feeds import catalogue
from streams.feeds.opml import read_opml


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_every_verb_has_help() -> None:
    assert all(run(str(verb.name), "--help").exit_code == 0 for verb in VERBS)


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


def test_import_names_what_it_leaves_out(tmp_path: Path) -> None:
    opml = tmp_path / "mine.opml"
    opml.write_text(
        '<opml><body><outline text="A" xmlUrl="https://a.example/"/><outline text="B" xmlUrl="/b"/></body></opml>'
    )
    result = run("import", opml)
    assert result.exit_code == 0 and "left out: B: /b: no address of the web" in result.stderr
    opml.write_text('<opml><body><outline text="B" xmlUrl="/b"/></body></opml>')
    assert run("import", opml).exit_code == 1


def test_export_turns_a_catalogue_into_opml_and_back(tmp_path: Path) -> None:
    opml = tmp_path / "ours.opml"
    opml.write_text(run("export", catalogue.BUNDLED).stdout)
    assert [f.url for f in read_opml(opml.read_bytes()).feeds] == [f.url for f in catalogue.load()]
    assert catalogue.read(run("export", opml, "--toml").stdout) == read_opml(opml.read_bytes()).feeds


def test_add_wants_a_file_or_an_address() -> None:
    assert run("add").exit_code == 2


@pytest.mark.kafka
def test_a_list_added_again_in_another_order_changes_nothing(fresh_topics: str, tmp_path: Path) -> None:
    first, second, none = (tmp_path / f"{name}.opml" for name in ("first", "second", "none"))
    rows = [f'<outline text="新闻" xmlUrl="https://{n}.example/"/>' for n in "ab"]
    first.write_text(f"<opml><body>{''.join(rows)}</body></opml>")
    second.write_text(f"<opml><body>{''.join(reversed(rows))}</body></opml>")
    none.write_text('<opml><body><outline text="x" xmlUrl="/x"/></body></opml>')
    url = ("--kafka-url", fresh_topics)
    assert run("add", first, *url).stdout == "2 feeds added\n"
    assert run("add", second, *url).stdout == "0 feeds added, 2 as they were\n"
    assert run("add", none, *url).exit_code == 1
    other = tmp_path / "other.toml"
    other.write_text('[[feed]]\nid = "mine"\nurl = "https://a.example/"\nname = "Mine"\n')
    changed = run("add", other, *url)
    assert changed.stdout == "0 feeds added, 1 changed\n" and "mine is polled under the id xinwen" in changed.stderr
    rows = [orjson.loads(line) for line in run("status", "--json", *url).stdout.splitlines()]
    assert [(row["id"], row["name"], row["state"]) for row in rows] == [
        ("xinwen", "Mine", "new"),
        ("xinwen-b-example", "新闻", "new"),
    ]
    asked = run("poll-now", "xinwen", "nosuch", *url)
    assert (asked.exit_code, asked.stdout.partition(" asked")[0]) == (1, "1 feed") and "nosuch" in asked.stderr


@pytest.mark.kafka
async def test_a_feed_is_added_by_the_address_of_its_page(fresh_topics: str) -> None:
    server = DemoServer()
    await server.start()
    try:
        url = server.feeds()[0].url
        private = ("--kafka-url", fresh_topics, "--poll-private-hosts")
        added = await asyncio.to_thread(run, "add", "--discover", url, *private)
        assert added.stdout == "1 feed added\n"
        assert (await asyncio.to_thread(run, "add", "--discover", url + ".none", *private)).exit_code == 1
    finally:
        await server.stop()
