"""The AsyncAPI 3.0 document: every topic as a channel, its key, its configuration and the schema of its records.

Called by `streams.contracts`.  Partition counts and servers are the operator's, so they are not in it.
"""

from __future__ import annotations

from typing import Any

from agents.records import Record
from streams.admin import config_of
from streams.codec import schema_of
from streams.formats import edition
from streams.topics import TOPICS, Topic

KAFKA_BINDING = "0.5.0"  # newest version of AsyncAPI's Kafka bindings that its published schema knows

_ABOUT = (
    "Every topic that demarche reads or writes.  Values are flat JSON, one record a message, whose `schema` and "
    "`version` name the schema.  Delivery is at least once: a record may come again under the same id.  "
    "A field may be added with a default; a meaning is never changed without a new version."
)


def asyncapi() -> dict[str, Any]:
    """Make the document from `topics.TOPICS`."""
    records = {schema_of(topic.record): topic.record for topic in TOPICS}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "demarche", "version": f"{edition()}.0.0", "description": _ABOUT},
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {f"follow.{topic.name}": _operation(topic) for topic in TOPICS},
        "components": {"messages": {name: _message(name, records[name]) for name in sorted(records)}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    name = schema_of(topic.record)
    return {
        "address": topic.name,
        "description": f"{topic.means}; keyed by {topic.key}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "topicConfiguration": _configuration(topic),
                "bindingVersion": KAFKA_BINDING,
            }
        },
    }


def _configuration(topic: Topic) -> dict[str, Any]:
    config = config_of(topic)
    kept = {"retention.ms": int(config["retention.ms"])} if "retention.ms" in config else {}
    return {"cleanup.policy": [config["cleanup.policy"]]} | kept


def _operation(topic: Topic) -> dict[str, Any]:
    channel = f"#/channels/{topic.name}"
    return {
        "action": "send",  # seen from the program, as AsyncAPI 3 wants it: it sends, others receive
        "channel": {"$ref": channel},
        "summary": topic.means,
        "messages": [{"$ref": f"{channel}/messages/{schema_of(topic.record)}"}],
    }


def _message(name: str, record: type[Record]) -> dict[str, Any]:
    return {
        "name": name,
        "title": record.__name__,
        "summary": (record.__doc__ or "").strip().splitlines()[0],
        "contentType": "application/json",
        "payload": {"$ref": f"./{name}.json"},
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": KAFKA_BINDING}},
    }
