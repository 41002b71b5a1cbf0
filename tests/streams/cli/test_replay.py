"""`demarche replay`: lines become articles; what is none is told, counted, and no reason to stop."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys

import orjson
import pytest
from click.testing import CliRunner

from agents.records import Article
from streams import topics
from streams.cli.replay import article_of, command
from streams.tail import Tail

GOOD = orjson.dumps({"text": "South Korea broke off talks.", "url": "https://example.org/a", "published": "2025-10-16"})
LINES = [
    GOOD, b"", b"not json", b"[]", b'{"title": "no text"}', b'{"text": "  "}', b'{"text": 7}',
    b'{"text": "x", "published": "soon"}', b"\xff", b'{"text": "Second.", "id": 5}',
]  # fmt: skip


def test_a_line_is_an_article_or_is_refused() -> None:
    found = []
    for line in [line for line in LINES if line] + [None]:
        try:
            found.append(article_of(line).text)
        except (ValueError, TypeError, KeyError) as error:
            found.append(type(error))
    assert [what for what in found if isinstance(what, str)] == ["South Korea broke off talks.", "Second."]
    assert len(found) == 10


def test_no_broker_is_exit_status_three_without_a_traceback() -> None:
    done = CliRunner().invoke(command, ["-", "--kafka-url", "127.0.0.1:1"], input=GOOD)
    assert (done.exit_code, "Traceback" in done.output) == (3, False)


def test_a_rate_below_nothing_is_a_usage_error() -> None:
    assert CliRunner().invoke(command, ["-", "--rate", "-1"], input=GOOD).exit_code == 2


@pytest.mark.kafka
async def test_articles_are_published_once_each_under_the_same_ids(empty_broker: str) -> None:
    for status in (1, 1):
        done = await asyncio.to_thread(
            CliRunner().invoke, command, ["-", "--kafka-url", empty_broker], input=b"\n".join(LINES)
        )
        assert done.exit_code == status, done.output
        assert "2 articles published, 7 lines refused" in done.stderr
        told = [row.split(":")[0] for row in done.stderr.splitlines() if row.startswith("line ")]
        assert told == [f"line {n}" for n in (3, 4, 5, 6, 7, 8, 9)]
    async with Tail(empty_broker, [topics.ARTICLES.name]) as tail:
        await tail.from_beginning()
        found = [(line.key, line.record(Article)) async for line in tail.until_end()]
    assert len(found) == 4
    assert len({(a.id, a.revision) for _, a in found}) == 2
    assert all(key == a.id for key, a in found)


@pytest.mark.kafka
async def test_behind_what_is_too_large_it_goes_on_and_counts(
    fresh_topics: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.cli.lines.MOST_BYTES", 3_000_000)
    too_long = orjson.dumps({"text": "x" * 4_000_000})
    for_no_message = orjson.dumps({"text": "Second.", "url": "https://example.org/" + "y" * 2_000_000})
    given = b"\n".join([too_long, for_no_message, GOOD])
    done = await asyncio.to_thread(CliRunner().invoke, command, ["-", "--kafka-url", fresh_topics], input=given)
    assert done.exit_code == 1, done.output
    assert "line 1: longer than " in done.stderr
    assert re.search(r"[12] articles? published, [12] lines? refused", done.stderr), "a cap may have cut the second"


@pytest.mark.kafka
def test_what_came_is_sent_while_the_pipe_stays_open_and_ctrl_c_ends_it(fresh_topics: str) -> None:
    code = "from streams.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "replay", "-", "--kafka-url", fresh_topics],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=False,
    ) as replay:  # fmt: skip
        assert replay.stdin is not None
        replay.stdin.write(GOOD + b"\n")
        replay.stdin.flush()
        assert asyncio.run(first_article(fresh_topics)) == "South Korea broke off talks."
        replay.send_signal(signal.SIGINT)
        ended = replay.wait(timeout=20)  # its input still open: closing that would end it as well
        assert replay.stderr is not None
        told = replay.stderr.read()
    assert (ended, told) == (130, b"1 article published, 0 lines refused\ninterrupted\n")


async def first_article(url: str) -> str:
    async with Tail(url, [topics.ARTICLES.name]) as tail:
        await tail.from_beginning()
        async with asyncio.timeout(20):
            async for line in tail.lines():
                return line.record(Article).text
    raise AssertionError("nothing came")
