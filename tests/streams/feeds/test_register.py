"""Feeds added and removed by hand reach a running poller's share."""

from __future__ import annotations

import pytest

from agents.records import Feed, Record
from streams.feeds.register import add, remove
from streams.feeds.shares import Shares


async def _nothing(topic: str, record: Record) -> None:
    raise AssertionError(f"{record} was not to be published")


@pytest.mark.kafka
async def test_a_feed_is_added_changed_and_removed(fresh_topics: str) -> None:
    feed = Feed(id="desk", url="https://desk.example/")
    changed = Feed(id="desk", url="https://desk.example/new")
    shares = Shares(fresh_topics, (), _nothing)
    await shares.start()
    try:
        for step, expected in ((add(fresh_topics, [feed]), [feed]), (add(fresh_topics, [changed]), [changed])):
            await step
            assert await _owned(shares, expected)
        await remove(fresh_topics, ["desk"])
        assert await _owned(shares, [])
    finally:
        await shares.stop()


async def _owned(shares: Shares, expected: list[Feed]) -> bool:
    for _ in range(100):
        await shares.follow_once(100)
        if shares.owned() == expected:
            return True
    return False
