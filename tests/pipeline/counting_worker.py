"""A worker whose one agent only counts: run by test_commits.py in a process of its own, to be killed there.

python counting_worker.py URL DATA_DIR DELAY_S: reads `demarche.deltas`, takes DELAY_S over each event, counts it in a
table, and sends its partition and offset to `demarche.findings` by way of the outlet.
"""

import asyncio
import os
import sys
from typing import Any

import uvloop

from agents.records import Reject
from streams import logs, topics
from streams.engine.app import make_app
from streams.engine.ledger import Ledger
from streams.engine.outlet import Outlet
from streams.settings import Settings


async def main(url: str, data_dir: str, delay_s: float) -> None:
    # An id of its own: a static member that rejoins with other topics is given its old partitions back.
    settings = Settings(kafka_url=url, data_dir=data_dir, worker_id="counting")
    os.makedirs(f"{data_dir}/worker", exist_ok=True)
    ledger = Ledger()
    outlet = Outlet(url, ledger)
    app = make_app(settings, ledger)
    counts = app.Table(topics.TABLE, key_type=bytes, value_type=bytes, partitions=settings.kafka_partitions)
    source = app.topic(
        topics.DELTAS.name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
    )

    @app.agent(source, name="counter")
    async def count(stream: Any) -> None:
        async for event in stream.events():
            if delay_s:
                await asyncio.sleep(delay_s)
            counts[event.key] = b"%d" % (int(counts.get(event.key) or 0) + 1)
            place = f"{event.message.partition}:{event.message.offset}"
            done = Reject(id=place, stage="counter", reason="counted", error="")
            await outlet.send(topics.FINDINGS.name, done, place)

    await outlet.start()
    await app.start()
    print("started", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    logs.setup("warning")
    uvloop.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
