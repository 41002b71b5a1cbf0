"""A topic made anew under its name has another id; what is not there has none."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams.topic_ids import _Uuid, topic_ids


def test_an_id_is_sixteen_bytes() -> None:
    id = uuid4()
    assert _Uuid.decode(BytesIO(_Uuid.encode(id))) == id


@pytest.mark.kafka
async def test_a_topic_made_anew_has_another_id(empty_broker: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=empty_broker)
    await admin.start()
    try:
        await admin.create_topics([NewTopic("one", 3, 1), NewTopic("two", 1, 1)])
        while len(first := await topic_ids(empty_broker, ["one", "two", "three"])) < 2:
            pass  # made, and not yet told everywhere
        assert first == await topic_ids(empty_broker, ["one", "two", "three"])
        await admin.delete_topics(["one"])
        while "one" in await admin.list_topics():
            pass
        while set(await topic_ids(empty_broker, ["one"])) != {"one"}:
            await admin.create_topics([NewTopic("one", 3, 1)])
        second = await topic_ids(empty_broker, ["one", "two"])
    finally:
        await admin.close()
    assert set(first) == {"one", "two"}
    assert second["one"] != first["one"]
    assert second["two"] == first["two"]
