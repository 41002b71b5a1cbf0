"""A JSON Schema (draft 2020-12) for each record that stands in a topic, envelope included.

Called by `streams.contracts`.  Made by msgspec from the records themselves, so it cannot say more than the code checks.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from agents.records import Record
from streams.codec import schema_of
from streams.formats import format_of
from streams.topics import TOPICS


def record_schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of every record type of `topics.TOPICS` under the name it has in the envelope."""
    types = {schema_of(topic.record): topic.record for topic in TOPICS}
    return {name: _schema(types[name]) for name in sorted(types)}


def _schema(record: type[Record]) -> dict[str, Any]:
    (_,), parts = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = cleandoc(part.get("description", ""))  # as Python 3.13 does by itself
    own = parts.pop(record.__name__)
    # Unknown fields are let through by every reader: a newer writer may add some.
    version = format_of(schema_of(record)).writes
    envelope = {"schema": {"const": schema_of(record)}, "version": {"const": version}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:demarche:{schema_of(record)}:{version}",
        **own,
        "properties": envelope | own["properties"],
        "required": [*envelope, *own["required"]],
        **({"$defs": dict(sorted(parts.items()))} if parts else {}),
    }
