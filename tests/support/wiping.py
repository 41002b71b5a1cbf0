"""An empty broker again."""

import asyncio

from aiokafka.admin import AIOKafkaAdminClient


async def wipe(url: str) -> None:
    """Delete every topic but Kafka's own and wait until they are gone."""
    client = AIOKafkaAdminClient(bootstrap_servers=url)
    await client.start()
    try:
        for _ in range(100):
            left = [name for name in await client.list_topics() if not name.startswith("__")]
            if not left:
                return
            await client.delete_topics(left)
            await asyncio.sleep(0.05)
        raise AssertionError(f"topics that will not go: {left}")
    finally:
        await client.close()
