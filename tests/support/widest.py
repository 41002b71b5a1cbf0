"""How many bytes of JSON a record can fill when every field is at its cap: the proof that none outgrows a message."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import inspect

FLOAT = 24  # of the longest float as Python writes it
MOMENT = 34  # 2025-10-15T12:00:00.123456+00:00, quoted


@cache
def widest(record: type[Any]) -> int:
    """Add up the caps of all fields, names and punctuation included.  Raises AssertionError where a cap is missing."""
    return _fields(record)


def _fields(record: type[Any]) -> int:
    described = inspect.type_info(record)
    assert isinstance(described, inspect.StructType)
    return 2 + sum(len(f.name) + 4 + _value(f.type, f"{record.__name__}.{f.name}") for f in described.fields)


def _value(kind: inspect.Type, where: str) -> int:
    match kind:
        case inspect.Metadata(type=inspect.StrType(max_length=int()), extra={"bytes": int(size)}):
            return size + 2
        case inspect.Metadata(type=inspect.VarTupleType() | inspect.DictType(), extra={"bytes": int(size)}):
            return size + 2
        case inspect.Metadata(type=inner):
            return _value(inner, where)
        case inspect.IntType(ge=int(low), le=int(high)):
            return max(len(str(low)), len(str(high)))
        case inspect.FloatType(ge=float(), le=float()):
            return FLOAT
        case inspect.BoolType() | inspect.NoneType():
            return 5
        case inspect.DateTimeType():
            return MOMENT
        case inspect.LiteralType(values=values):
            return max(len(str(v)) for v in values) + 2
        case inspect.UnionType(types=types):
            return max(_value(t, where) for t in types)
        case inspect.TupleType(item_types=items):
            return 2 + sum(_value(item, where) + 1 for item in items)
        case inspect.VarTupleType(item_type=item, max_length=int(most)):
            return 2 + most * (_value(item, where) + 1)
        case inspect.DictType(key_type=key, value_type=value, max_length=int(most)):
            return 2 + most * (_value(key, where) + _value(value, where) + 2)
        case inspect.StructType(cls=cls):
            return widest(cls)
    raise AssertionError(f"{where} has no cap: {kind}")
