"""Brings a cluster's topics to what `topics.py` says: `plan` tells the differences, `apply` makes them.

Never deletes a topic, never takes a partition away, and adds none to a keyed topic that holds data; what cannot be
mended without loss is told and left.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal, Protocol

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    InvalidPartitionsError,
    KafkaError,
    TopicAlreadyExistsError,
    UnknownTopicOrPartitionError,
    for_code,
)

from streams.broker import mock
from streams.settings import Settings
from streams.topics import MADE, TABLE_LOG

TIMEOUT_MS = 30_000
_OF_THE_TOPIC = 1  # Kafka's ConfigSource: DYNAMIC_TOPIC_CONFIG

Action = Literal["create", "add-partitions", "set-config", "too-few-partitions", "too-many-partitions", "replication"]
# What apply can do; the others cannot be changed without losing data or moving it: between machines, or keys away
# from their states.
MENDED: frozenset[str] = frozenset({"create", "add-partitions", "set-config"})


class AdminError(RuntimeError):
    """The cluster could not be asked, or refused a change; says which and why."""


class PartitionsError(AdminError):
    """Keyed topics have another count of partitions than the setting, and cannot be given it."""

    def __init__(self, rows: Sequence[Difference], partitions: int) -> None:
        told = "; ".join(f"{row.topic} has {row.is_now}" for row in rows)
        keyed = {topic.name for topic in MADE if topic.keyed}
        if {row.topic for row in rows} < keyed and 2 * len(rows) < len(keyed):  # the others are as the setting says
            mend = (
                f"Made or changed by hand: delete it with Kafka's own tools, and `demarche topics apply` makes it"
                f" anew with {partitions} (deploy/README.md, Table and log, tells what then)"
            )
        else:
            mend = (
                f"Set kafka.partitions to {rows[0].is_now}"
                " (`demarche topics plan` shows all; deploy/README.md, Scaling, tells how to get more)"
            )
        super().__init__(
            f"kafka.partitions is {partitions}, but {told}: with another count keys would change their partition,"
            f" and leave their states behind.  {mend}"
        )


class Wanted(Protocol):
    """What a topic must say about itself; `topics.Topic` does."""

    @property
    def name(self) -> str: ...
    @property
    def cleanup(self) -> Literal["delete", "compact"]: ...
    @property
    def retention_ms(self) -> int | None: ...
    @property
    def keyed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as planned."""

    topic: str
    action: Action
    is_now: str
    should_be: str
    setting: str = ""

    @property
    def mended(self) -> bool:
        """Tell whether `apply` changes it."""
        return self.action in MENDED


@dataclass(frozen=True, slots=True)
class Found:
    """One topic as it stands in the cluster: its settings in force, and those made for it."""

    name: str
    partitions: int
    replication: int
    config: dict[str, str]
    own: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Who answers: its id, how many brokers, and which release as far as it tells."""

    id: str
    brokers: int
    version: str

    @property
    def is_mock(self) -> bool:
        """Tell whether it is librdkafka's mock: four partitions a topic, and no administration."""
        return self.id.startswith(mock.CLUSTER)


def config_of(topic: Wanted) -> dict[str, str]:
    """Say which settings a topic of ours has."""
    if topic.cleanup == "compact":
        # Small, young segments: the cleaner never touches the active one, and a state topic is read from its start.
        busy = topic.name == TABLE_LOG.name  # every change of every actor, read whole before a worker reads its first
        return {
            "cleanup.policy": "compact",
            "segment.bytes": "1048576" if busy else "16777216",
            "segment.ms": "600000" if busy else "3600000",
            "min.cleanable.dirty.ratio": "0.3",
            "max.compaction.lag.ms": "3600000",  # by then it is compacted, whatever its ratio
            "delete.retention.ms": "86400000",
        }
    retention = -1 if topic.retention_ms is None else topic.retention_ms
    return {"cleanup.policy": "delete", "retention.ms": str(retention), "segment.bytes": "134217728"}


async def plan(url: str, settings: Settings, topics: Sequence[Wanted] = MADE) -> list[Difference]:
    """Tell how the cluster differs from what is wanted, in the order of the topics.

    The mock broker knows no administration: nothing ever differs there.  Raises AdminError.
    """
    async with _admin(url) as admin:
        if await _is_mock(admin):
            return []
        found = {topic.name: topic for topic in await _found(admin, [topic.name for topic in topics])}
        short = [topic for topic in found.values() if topic.partitions < settings.kafka_partitions]
        held = await _holding(url, short)
    return [row for topic in topics for row in _differences(topic, found.get(topic.name), held, settings)]


async def apply(url: str, settings: Settings, topics: Sequence[Wanted] = MADE) -> list[Difference]:
    """Make what is missing and set what differs; give what was done and what was left (`mended` tells them apart).

    Doing it twice does nothing the second time.  Raises AdminError; PartitionsError before anything was done.
    """
    rows = await plan(url, settings, topics)
    wanted = {topic.name: topic for topic in topics}
    keyed = {topic.name for topic in topics if topic.keyed}
    stuck = [row for row in rows if row.topic in keyed and row.action in ("too-few-partitions", "too-many-partitions")]
    if stuck:
        raise PartitionsError(stuck, settings.kafka_partitions)
    async with _admin(url) as admin:
        if await _is_mock(admin):
            await admin.describe_topics(list(wanted))  # it makes whatever it is asked about
            return []
        new = [wanted[row.topic] for row in rows if row.action == "create"]
        if new:
            await _create(admin, new, settings)
        more = [row.topic for row in rows if row.action == "add-partitions"]
        if more:
            with suppress(InvalidPartitionsError):  # somebody else was quicker: it has that many
                await admin.create_partitions({name: NewPartitions(settings.kafka_partitions) for name in more})
        for name in dict.fromkeys(row.topic for row in rows if row.action == "set-config"):
            await _set_config(admin, wanted[name])
    # Also where nothing was to do: what another process made a moment ago may not be served yet.
    await _until_led(url, list(wanted), settings.kafka_partitions)
    return rows


async def ready(url: str, settings: Settings) -> None:
    """Bring the topics to what they should be, or where only others may (`kafka.declare`), see that they are there.

    Called by everything that is about to send.  Raises AdminError, PartitionsError.
    """
    if settings.kafka_declare:
        await apply(url, settings)
        return
    rows = await plan(url, settings)
    stuck = [row for row in rows if "partitions" in row.action]
    if stuck:
        raise PartitionsError(stuck, settings.kafka_partitions)
    absent = [row.topic for row in rows if row.action == "create"]
    if absent:
        raise AdminError(
            f"there is no topic {', '.join(absent)}, and kafka.declare is off: who may make topics runs"
            " `demarche topics apply`"
        )


async def listed(url: str, names: Iterable[str]) -> list[Found]:
    """Give those of the named topics that exist, in that order.  Raises AdminError."""
    async with _admin(url) as admin:
        return await _found(admin, list(names))


async def cluster(url: str) -> Cluster:
    """Say which cluster answers at an address.  Raises AdminError."""
    async with _admin(url) as admin:
        seen = await admin.describe_cluster()
        if await _is_mock(admin):
            return Cluster(seen["cluster_id"], len(seen["brokers"]), "(librdkafka's mock)")
        node = ConfigResource(ConfigResourceType.BROKER, str(seen["brokers"][0]["node_id"]))
        configs = {
            entry["config_names"]: entry["config_value"]
            for answer in await admin.describe_configs([node])
            for row in answer.to_object()["resources"]
            for entry in row["config_entries"]
        }
    # No request tells the release.  Up to 3.x this setting names it; 4.0 dropped the setting.
    return Cluster(
        seen["cluster_id"], len(seen["brokers"]), configs.get("inter.broker.protocol.version") or "4.0 or newer"
    )


async def _is_mock(admin: AIOKafkaAdminClient) -> bool:
    return str((await admin.describe_cluster())["cluster_id"]).startswith(mock.CLUSTER)


async def _create(admin: AIOKafkaAdminClient, topics: Sequence[Wanted], settings: Settings) -> None:
    new = [
        NewTopic(topic.name, settings.kafka_partitions, settings.kafka_replication, topic_configs=config_of(topic))
        for topic in topics
    ]
    for name, code, *message in (await admin.create_topics(new)).topic_errors:
        if code not in (0, TopicAlreadyExistsError.errno):  # somebody else was quicker: that is fine
            raise AdminError(f"cannot create {name}: {for_code(code).__name__} {message[0] if message else ''}".strip())


async def _until_led(url: str, names: Sequence[str], partitions: int) -> None:
    """Wait until each partition can be used.

    The metadata names a leader up to a second before that broker serves the partition, so it is asked itself.
    """
    consumer = AIOKafkaConsumer(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS, retry_backoff_ms=50)
    try:
        await consumer.start()
        await consumer.beginning_offsets([TopicPartition(name, p) for name in names for p in range(partitions)])
    finally:
        await consumer.stop()


async def _holding(url: str, topics: Sequence[Found]) -> set[str]:
    """Name those of the topics that hold a message."""
    places = [TopicPartition(topic.name, p) for topic in topics for p in range(topic.partitions)]
    if not places:
        return set()
    consumer = AIOKafkaConsumer(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS)
    try:
        await consumer.start()
        first, end = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
    finally:
        await consumer.stop()
    return {place.topic for place in places if end[place] > first[place]}


async def _found(admin: AIOKafkaAdminClient, names: list[str]) -> list[Found]:
    if not names:
        return []
    described = {row["topic"]: row for row in await admin.describe_topics(names) if row["error_code"] == 0}
    configs = await _configs(admin, [name for name in names if name in described])
    rows = [described[name] for name in configs]
    return [
        Found(
            name=row["topic"],
            partitions=len(row["partitions"]),
            replication=min(len(partition["replicas"]) for partition in row["partitions"]),
            config={key: value for key, (value, _) in configs[row["topic"]].items()},
            own={key: value for key, (value, own) in configs[row["topic"]].items() if own},
        )
        for row in rows
    ]


async def _configs(admin: AIOKafkaAdminClient, names: list[str]) -> dict[str, dict[str, tuple[str, bool]]]:
    """Give each topic's settings in force, and whether each was made for the topic itself, in the order of names."""
    if not names:
        return {}
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for answer in await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in names]):
        for row in answer.to_object()["resources"]:
            if row["error_code"] == UnknownTopicOrPartitionError.errno:
                continue  # made this moment: one broker knows it, the one asked here does not yet
            _refuse(row["error_code"], row["resource_name"], row["error_message"])
            found[row["resource_name"]] = {
                entry["config_names"]: (entry["config_value"], entry["config_source"] == _OF_THE_TOPIC)
                for entry in row["config_entries"]
            }
    return {name: found[name] for name in names if name in found}


async def _set_config(admin: AIOKafkaAdminClient, topic: Wanted) -> None:
    """Set what we want and keep what an operator set besides: the request replaces everything."""
    (now,) = await _found(admin, [topic.name])
    resource = ConfigResource(ConfigResourceType.TOPIC, topic.name, configs=now.own | config_of(topic))
    for answer in await admin.alter_configs([resource]):
        for row in answer.to_object()["resources"]:
            _refuse(row["error_code"], row["resource_name"], row["error_message"])


def _differences(topic: Wanted, found: Found | None, held: set[str], settings: Settings) -> Iterator[Difference]:
    if found is None:
        yield Difference(topic.name, "create", "absent", f"{settings.kafka_partitions} partitions")
        return
    yield from _partitions(found, topic.keyed and topic.name in held, settings)
    if found.replication != settings.kafka_replication:
        yield Difference(topic.name, "replication", str(found.replication), str(settings.kafka_replication))
    for key, value in config_of(topic).items():
        if found.config.get(key) != value:
            yield Difference(topic.name, "set-config", found.config.get(key, ""), value, key)


def _partitions(found: Found, fixed: bool, settings: Settings) -> Iterator[Difference]:
    """Tell whether a topic has the wanted count, and whether it may grow: `fixed` are keys that would change place."""
    wanted = settings.kafka_partitions
    if found.partitions != wanted:
        short: Action = "too-few-partitions" if fixed else "add-partitions"
        action = short if found.partitions < wanted else "too-many-partitions"
        yield Difference(found.name, action, str(found.partitions), str(wanted))


def _refuse(code: int, topic: str, message: str | None) -> None:
    if code:
        raise AdminError(f"{topic}: {for_code(code).__name__} {message or ''}".strip())


@asynccontextmanager
async def _admin(url: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS)
    try:
        await _start(admin, url)
        yield admin
    except (KafkaError, TimeoutError) as error:
        raise AdminError(f"{url}: {error}") from error
    finally:
        await admin.close()


async def _start(admin: AIOKafkaAdminClient, url: str) -> None:
    try:
        await admin.start()
    except ValueError as error:
        raise AdminError(f"{url} is no host:port[,host:port]: {error}") from error
