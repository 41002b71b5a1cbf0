"""Where no Kafka can be had: the whole pipeline on librdkafka's mock, in memory, as its banner says."""

import asyncio
from pathlib import Path

import pytest

from streams.broker.mock import MockBroker
from streams.demo.server import DemoServer
from streams.service import Roles, running
from streams.settings import Settings


@pytest.mark.skipif(not MockBroker.available(), reason="the extra `mock` is not installed")
async def test_alerts_come_out_of_the_mock_too(tmp_path: Path) -> None:
    server = DemoServer(interval_s=0.5)
    await server.start()
    try:
        async with MockBroker() as mock:
            settings = Settings(kafka_url=mock.url, data_dir=str(tmp_path), web_port=0, poll_private_hosts=True)
            roles = Roles(broker=True, poller=True, worker=True, page=True)
            async with running(settings, roles, server.feeds()) as parts:
                server.reveal(server.moments()[-1])
                listening = parts.page.board.listen()
                alert = await asyncio.wait_for(listening.get(), 60)
                assert alert is not None
                assert alert.evidence
    finally:
        await server.stop()
