"""The doctor's look at Kafka: is it there, which one, are the topics as they should be."""

from __future__ import annotations

from streams import admin
from streams.admin import AdminError
from streams.broker import running_url
from streams.broker.install import kafka_version
from streams.doctor.check import Check
from streams.settings import Settings


async def examine(settings: Settings) -> list[Check]:
    """Make the checks of the cluster given, or of the broker that runs on this data directory."""
    url = settings.kafka_url or running_url(settings)
    if not url:
        return [Check("broker", "warn", "none is given and none runs here", "`demarche up` starts one")]
    try:
        seen = await admin.cluster(url)
    except AdminError as error:
        return [Check("broker", "fail", str(error), "is it running, and is kafka.url right?")]
    version = seen.version if settings.kafka_url else kafka_version()
    detail = f"Kafka {version}, {seen.brokers} broker(s), cluster {seen.id}, at {url}"
    if seen.brokers < settings.kafka_replication:
        few = Check(
            "broker", "fail", detail, f"kafka.replication is {settings.kafka_replication}: more brokers are needed"
        )
        return [few, await topics(url, settings)]
    return [Check("broker", "ok", detail), await topics(url, settings)]


async def topics(url: str, settings: Settings) -> Check:
    """Compare the topics with the plan."""
    try:
        rows = await admin.plan(url, settings)
    except AdminError as error:
        return Check("topics", "fail", str(error))
    if not rows:
        return Check("topics", "ok", "all as planned")
    told = "; ".join(f"{row.topic}: {row.action} {row.setting}".strip() for row in rows[:5])
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    if all(row.mended for row in rows):
        return Check("topics", "warn", told + more, "`demarche topics apply`, which `demarche up` does by itself")
    hint = "set kafka.partitions and kafka.replication to what is there, or see deploy/README.md, Scaling"
    return Check("topics", "fail", told + more, hint)
