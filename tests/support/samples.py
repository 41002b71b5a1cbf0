"""Frozen samples of every record in every version that is read: what was once written must stay readable.

`python tests/support/samples.py` adds the samples of new records and of raised versions, and changes none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from agents.records import Entry, Record
from streams import codec, formats
from streams.topics import TOPICS

FOLDER = Path(__file__).parents[1] / "streams" / "formats"
RECORDS: dict[str, type[Record]] = {codec.schema_of(t.record): t.record for t in TOPICS} | {"entry": Entry}


def path_of(schema: str, version: int) -> Path:
    """Say where a sample stands."""
    return FOLDER / f"{schema}.{version}.json"


def written(record: Record) -> bytes:
    """Write a record as the program does: in its envelope, an entry as the table holds it."""
    if not isinstance(record, Entry):
        return codec.encode(record)
    version = formats.format_of("entry").writes
    return msgspec.json.encode(msgspec.structs.replace(record, format=version), order="sorted")


def read(schema: str, data: bytes) -> Record:
    """Read a sample as the program does."""
    if schema == "entry":
        return msgspec.json.decode(data, type=Entry)
    return codec.decode(data, RECORDS[schema])


def filled(kind: inspect.Type, name: str = "x") -> Any:
    """Make a value in which every field says something, and none its default."""
    match kind:
        case inspect.StructType():
            return kind.cls(**{f.name: _field(f) for f in kind.fields})
        case inspect.Metadata():
            return filled(kind.type, name)
        case inspect.UnionType():
            return filled(next(t for t in kind.types if not isinstance(t, inspect.NoneType)), name)
        case inspect.LiteralType():
            return sorted(kind.values, key=str)[-1]
        case inspect.VarTupleType():
            return (filled(kind.item_type, name),)
        case inspect.TupleType():
            return tuple(filled(item, name) for item in kind.item_types)
        case inspect.DictType():
            return {filled(kind.key_type, name): filled(kind.value_type, name)}
        case inspect.StrType(max_length=chars):
            return name[:chars]
        case inspect.DateTimeType():
            return datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 7
        case inspect.FloatType():
            return 0.25
    raise TypeError(f"no sample of {kind}")


def _field(field: inspect.Field) -> Any:
    if isinstance(field.type, inspect.BoolType):
        return not field.default
    if isinstance(field.type, inspect.LiteralType):
        return next(v for v in sorted(field.type.values, key=str)[::-1] if v != field.default)
    return filled(field.type, field.name)


if __name__ == "__main__":
    for schema, record in RECORDS.items():
        sample = path_of(schema, formats.format_of(schema).writes)
        if not sample.exists():
            sample.write_bytes(written(filled(inspect.type_info(record))) + b"\n")
            print(f"new: {sample}")
