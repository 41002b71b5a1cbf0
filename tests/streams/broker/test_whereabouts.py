"""Where the broker is: a given address stays, one of ours is asked for again, and who does not answer has not moved."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from streams.broker import EmbeddedBroker
from streams.broker.whereabouts import moved, whereabouts
from streams.settings import Settings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_a_given_address_is_the_answer_for_ever(tmp_path: Path) -> None:
    assert whereabouts(Settings(kafka_url="a:1"))() == "a:1"
    assert whereabouts(Settings(data_dir=str(tmp_path)))() == ""


async def test_a_broker_that_is_nowhere_or_does_not_answer_has_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.broker.whereabouts.LOOK_S", 0.01)
    for where in ("", "a:1", f"127.0.0.1:{free_port()}"):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(moved(lambda where=where: where, "a:1"), 0.3)  # type: ignore[misc]


@pytest.mark.kafka
async def test_a_broker_that_answers_elsewhere_has_moved(
    broker: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.broker.whereabouts.LOOK_S", 0.01)
    assert await asyncio.wait_for(moved(lambda: broker.url, "127.0.0.1:1"), 10) == broker.url
