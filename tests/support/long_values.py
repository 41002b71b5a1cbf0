"""Every text of a record, each to be set to what its cap allows and to more: for the tests of too long values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from agents.records import Record

Path = tuple[str | int, ...]


class Field(NamedTuple):
    """Where a text stands in a record's row, and its cap."""

    path: Path
    chars: int
    over: str

    @property
    def name(self) -> str:
        return ".".join(str(step) for step in self.path if isinstance(step, str))


def texts(record: Record) -> list[Field]:
    """Find the text fields of a record and of what it holds; of a row of many the first."""
    return list(_texts(inspect.type_info(type(record)), msgspec.to_builtins(record), ()))


def row_with(record: Record, field: Field, value: str) -> dict[str, Any]:
    """Write a record as its row of plain values, one text replaced."""
    row: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    at: Any = row
    for step in field.path[:-1]:
        at = at[step]
    at[field.path[-1]] = value
    return row


def _texts(kind: inspect.Type, value: Any, path: Path) -> Iterator[Field]:
    match kind:
        case inspect.Metadata(type=inspect.StrType(max_length=int(chars)), extra={"over": over}):
            yield Field(path, chars, over)
        case inspect.Metadata(type=inner):
            yield from _texts(inner, value, path)
        case inspect.StructType(fields=fields):
            for field in fields:
                if field.required or field.name in value:
                    yield from _texts(field.type, value.get(field.name), (*path, field.name))
        case inspect.VarTupleType(item_type=item) if value:
            yield from _texts(item, value[0], (*path, 0))
