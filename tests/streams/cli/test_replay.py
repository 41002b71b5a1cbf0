"""`demarche replay`: lines become articles; what is none is told, counted, and no reason to stop."""

from __future__ import annotations

import asyncio

import orjson
import pytest
from click.testing import CliRunner

from agents.records import Article
from streams import topics
from streams.cli.replay import _articles, command
from streams.tail import Tail

GOOD = orjson.dumps({"text": "South Korea broke off talks.", "url": "https://example.org/a", "published": "2025-10-16"})
LINES = [
    GOOD, b"", b"not json", b"[]", b'{"title": "no text"}', b'{"text": "  "}', b'{"text": 7}',
    b'{"text": "x", "published": "soon"}', b"\xff", b'{"text": "Second.", "id": 5}',
]  # fmt: skip


def test_refused_lines_are_named_by_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    refused: list[str] = []
    found = list(_articles(LINES, refused))
    assert [a.text for a in found] == ["South Korea broke off talks.", "Second."]
    assert [told.split(":")[0] for told in refused] == [f"line {n}" for n in (3, 4, 5, 6, 7, 8, 9)]
    assert capsys.readouterr().err.splitlines() == refused


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
    async with Tail(empty_broker, [topics.ARTICLES.name]) as tail:
        await tail.from_beginning()
        found = [(line.key, line.record(Article)) async for line in tail.until_end()]
    assert len(found) == 4
    assert len({(a.id, a.revision) for _, a in found}) == 2
    assert all(key == a.id for key, a in found)
