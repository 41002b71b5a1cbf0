"""Topics that their operator compresses, by any codec of Kafka, are read, written and recovered from."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiokafka import codec as codecs
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from demo_articles import demo_articles
from group import until_done

from agents.records import ActorState
from streams import topics
from streams.admin import MADE, config_of, plan
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.service import Roles, running
from streams.settings import Settings
from streams.tail import latest

CODECS = ("gzip", "snappy", "lz4", "zstd")


@pytest.mark.parametrize("name", CODECS)
def test_the_install_has_every_codec(name: str) -> None:
    assert getattr(codecs, f"has_{name}")()
    text = b"Seoul broke off talks. " * 50
    assert getattr(codecs, f"{name}_decode")(getattr(codecs, f"{name}_encode")(text)) == text


async def compress(url: str) -> None:
    """Set a codec for every topic, each codec in turn, as an operator would."""
    admin = AIOKafkaAdminClient(bootstrap_servers=url)
    await admin.start()
    for number, topic in enumerate(MADE):
        own = config_of(topic) | {"compression.type": CODECS[number % len(CODECS)]}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic.name, configs=own)])
    await admin.close()


@pytest.mark.kafka
async def test_compressed_topics_are_read_written_and_recovered_from(fresh_topics: str, tmp_path: Path) -> None:
    """With zstd the worker ended at the first article, and again at every start, also after the setting was undone."""
    settings = Settings(kafka_url=fresh_topics, data_dir=str(tmp_path), web_port=0)
    await compress(fresh_topics)
    assert await plan(fresh_topics, settings) == [], "an operator's own settings are his"
    articles = demo_articles(2)
    for half in (articles[::2], articles[1::2]):  # the second worker begins with the first one's table
        outlet = Outlet(fresh_topics, Ledger())
        await outlet.start()
        for article in half:
            await outlet.send(topics.ARTICLES.name, article, article.key)
        await outlet.ledger.settle()
        await outlet.stop()
        async with running(settings, Roles(worker=True)) as parts:
            assert parts.worker
            await until_done(fresh_topics, len(half))
    states = await latest(fresh_topics, topics.ACTORS.name, ActorState)
    assert states["KOR"].articles, "what the first worker wrote was read by the second, and written on"
