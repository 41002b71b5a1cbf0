"""`demarche feeds record` and `replay`, as a person uses them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import orjson
from click.testing import CliRunner, Result

from streams.cli.feed_tapes import VERBS
from streams.cli.feeds import command
from streams.demo.server import DemoServer
from streams.feeds import catalogue


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


async def test_a_session_is_recorded_and_played_again(tmp_path: Path) -> None:
    assert [verb.name for verb in VERBS] == ["record", "replay"]
    server = DemoServer()
    await server.start()
    server.reveal(datetime(2026, 1, 1, tzinfo=UTC))
    feeds, tape = tmp_path / "feeds.toml", tmp_path / "tape.jsonl"
    feeds.write_text(catalogue.write(server.feeds()))
    try:
        arguments = ("record", tape, "--feeds-file", feeds, "--poll-private-hosts")
        recorded = await asyncio.to_thread(run, *arguments)
    finally:
        await server.stop()
    assert f"{len(server.feeds())} answers recorded" in recorded.stderr
    played = await asyncio.to_thread(run, "replay", tape, "--hours", "2", "--json")
    steps = [orjson.loads(line) for line in played.stdout.splitlines()]
    assert {step["feed"] for step in steps} == {feed.id for feed in server.feeds()}
    assert {step["verdict"] for step in steps} == {"new", "unchanged"}
    assert "published" in (await asyncio.to_thread(run, "replay", tape, "--hours", "1")).stdout


def test_a_tape_that_is_none_is_told(tmp_path: Path) -> None:
    tape = tmp_path / "tape.jsonl"
    tape.write_text("no tape")
    assert run("replay", tape).exit_code == 1
    tape.write_text("")
    assert run("replay", tape).exit_code == 1
