from __future__ import annotations

from typing import Any

from streams.contracts.asyncapi import asyncapi
from streams.contracts.schemas import record_schemas
from streams.topics import TOPICS


def pointed_at(document: dict[str, Any], pointer: str) -> Any:
    found: Any = document
    for part in pointer.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [v for k, v in node.items() if k == "$ref"] + [r for v in node.values() for r in references(v)]
    return [r for v in node for r in references(v)] if isinstance(node, list) else []


def test_every_topic_is_a_channel_with_its_configuration() -> None:
    channels = asyncapi()["channels"]
    assert list(channels) == [topic.name for topic in TOPICS]
    for topic in TOPICS:
        config = channels[topic.name]["bindings"]["kafka"]["topicConfiguration"]
        assert config["cleanup.policy"] == [topic.cleanup]
        assert config.get("retention.ms") == topic.retention_ms


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi()
    found = references(document)
    assert len(found) > 3 * len(TOPICS)
    for reference in found:
        if reference.startswith("#/"):
            assert pointed_at(document, reference)
        else:
            assert reference.removeprefix("./").removesuffix(".json") in record_schemas()


def test_an_operation_names_messages_of_its_channel() -> None:
    for operation in asyncapi()["operations"].values():
        (message,) = operation["messages"]
        assert message["$ref"].startswith(f"{operation['channel']['$ref']}/messages/")
