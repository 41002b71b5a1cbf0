"""A broker in the background outlives its starter, can be found, stopped and cleaned by anybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from streams.broker import BrokerError, EmbeddedBroker
from streams.broker.background import clean, running_url, status, stop_background
from streams.broker.embedded import answers
from streams.settings import Settings

pytestmark = [pytest.mark.kafka, pytest.mark.usefixtures("broker")]


@pytest.fixture
async def settings(tmp_path: Path) -> AsyncIterator[Settings]:
    """Give settings, and stop what a failed test left behind."""
    chosen = Settings(data_dir=str(tmp_path), broker_heap_mb=256)
    yield chosen
    await asyncio.to_thread(stop_background, chosen)


async def test_its_whole_life(settings: Settings) -> None:
    assert not status(settings).running
    starter = EmbeddedBroker(settings, detached=True)
    await starter.start()
    url = starter.url
    await starter.stop()
    assert await answers(url)

    seen = status(settings)
    assert (seen.running, seen.url, seen.owner, seen.rss_mb is not None) == (True, url, None, True)
    assert running_url(settings) == url
    with pytest.raises(BrokerError, match="in the background"):
        clean(settings)
    with pytest.raises(BrokerError, match=url):
        await EmbeddedBroker(settings).start()

    assert await asyncio.to_thread(stop_background, settings)
    assert not await answers(url)
    assert not status(settings).running
    assert running_url(settings) == ""
    assert not stop_background(settings)
    assert clean(settings) > 0
    assert status(settings).data_mb == 0


async def test_one_that_a_program_owns_is_left_to_it(broker: EmbeddedBroker) -> None:
    its = Settings(data_dir=str(broker.home.folder.parent))
    assert running_url(its) == broker.url
    with pytest.raises(BrokerError) as caught:
        stop_background(its)
    assert caught.value.code == "data-dir-held"
    assert await answers(broker.url)


def test_cleaning_nothing(tmp_path: Path) -> None:
    assert clean(Settings(data_dir=str(tmp_path))) == 0
