"""Articles a second through the whole pipeline, beside two plain aiokafka loops over the same messages in the same run.

    python tests/bench/bench_pipeline.py [ROUNDS]

`copy` consumes the articles and produces the same bytes: what Kafka alone costs a Python process.  `read` does the
same with our reading in between: the least that any pipeline around it costs.  `pipeline` is one worker: reader,
deltas, tracker with its table, states and alerts, all committed.  Prints JSON; CPU seconds are this process's own,
so the broker's are not in them.  Only the ratios can be compared between runs.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time

sys.path.append(str(Path(__file__).parents[1] / "support"))  # where pytest finds it by its settings

import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from demo_articles import demo_articles

from agents.lexicon import load
from agents.reader import Reader
from agents.records import Article
from streams import admin, codec, logs, topics
from streams.broker import EmbeddedBroker
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.flow import Flow
from streams.settings import Settings


async def plain(url: str, count: int, work: Callable[[bytes], bytes]) -> None:
    """Consume the articles with aiokafka alone, and produce what `work` makes of each."""
    consumer = AIOKafkaConsumer(
        topics.ARTICLES.name, bootstrap_servers=url, group_id="bench", auto_offset_reset="earliest"
    )
    producer = AIOKafkaProducer(bootstrap_servers=url, acks="all", linger_ms=10)
    await consumer.start()
    await producer.start()
    sent = []
    while len(sent) < count:
        for batch in (await consumer.getmany(timeout_ms=500)).values():
            for message in batch:
                sent.append(await producer.send("bench", work(message.value), message.key))
            await asyncio.sleep(0)
    await asyncio.gather(*sent)
    await consumer.commit()
    await consumer.stop()
    await producer.stop()


async def pipeline(settings: Settings, count: int) -> None:
    """Run one worker's flow until everything is read, tracked and committed."""
    flow = Flow(settings, load())
    await flow.start()
    consumer = flow.app.consumer
    while True:
        await asyncio.sleep(0.1)
        ours = [tp for tp in consumer.assignment() if tp.topic in (topics.ARTICLES.name, topics.DELTAS.name)]
        done = sum(consumer.committed(tp) or 0 for tp in ours if tp.topic == topics.ARTICLES.name)
        behind = [tp for tp in ours if (consumer.highwater(tp) or 0) > (consumer.committed(tp) or 0)]
        if done >= count and not behind:
            break
    await flow.stop()


async def timed(count: int, work: Awaitable[None]) -> dict[str, float]:
    wall, cpu = perf_counter(), process_time()
    await work
    wall, cpu = perf_counter() - wall, process_time() - cpu
    return {
        "articles_per_second": round(count / wall, 1),
        "articles_per_cpu_second": round(count / cpu, 1),
        "cpu_ms_per_article": round(1000 * cpu / count, 3),
    }


async def main(rounds: int) -> None:
    batch = demo_articles(rounds)
    with tempfile.TemporaryDirectory() as folder:
        async with EmbeddedBroker(Settings(data_dir=folder)) as broker:
            settings = Settings(kafka_url=broker.url, data_dir=folder, worker_id="bench")
            await admin.apply(broker.url, settings)
            await admin.apply(broker.url, settings, [replace(topics.REJECTS, name="bench")])
            outlet = Outlet(broker.url, Ledger())
            await outlet.start()
            for article in batch:
                await outlet.send(topics.ARTICLES.name, article, article.key)
            await outlet.ledger.settle()
            await outlet.stop()
            reader = Reader(load())

            def read(data: bytes) -> bytes:
                return codec.encode(reader.read_one(codec.decode(data, Article))[0])

            read(codec.encode(batch[0]))  # the lexicon's tables warm up outside the clock
            found = {
                "copy": await timed(len(batch), plain(broker.url, len(batch), lambda data: data)),
                "read": await timed(len(batch), again(broker.url, len(batch), read)),
                "pipeline": await timed(len(batch), pipeline(settings, len(batch))),
            }
    words = sum(len(a.text.split()) for a in batch) / len(batch)
    ratio = {
        peer: round(found[peer]["cpu_ms_per_article"] / found["pipeline"]["cpu_ms_per_article"], 3)
        for peer in ("copy", "read")
    }
    packages = ("demarche", "faust-streaming", "aiokafka")
    print(
        json.dumps(
            {
                "articles": len(batch),
                "words_per_article": round(words),
                **found,
                "pipeline_of_the_limit": ratio,
                "versions": {name: version(name) for name in packages},
                "python": sys.version.split()[0],
            },
            indent=1,
        )
    )


async def again(url: str, count: int, work: Callable[[bytes], bytes]) -> None:
    """Consume the same articles a second time: the group goes back to the beginning."""
    consumer = AIOKafkaConsumer(topics.ARTICLES.name, bootstrap_servers=url, group_id="bench")
    await consumer.start()
    await consumer.seek_to_beginning()
    await consumer.commit({tp: 0 for tp in consumer.assignment()})
    await consumer.stop()
    await plain(url, count, work)


if __name__ == "__main__":
    logs.setup("error")
    uvloop.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
