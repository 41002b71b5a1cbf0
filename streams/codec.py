"""Record <-> bytes: flat JSON that names its schema and version, read back with every field checked.

Keys are sorted, so equal records are equal bytes.  Which versions are written and read is said in `formats`.  Raises
CodecError on the way in; never on the way out.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import orjson

from agents.clipping import TooLongError, clipped, clipped_row
from agents.records import Record
from streams import formats

_TOO_LONG = "of length <="  # as msgspec words it

R = TypeVar("R", bound=Record)


class CodecError(ValueError):
    """Bytes that are not the record expected; `reason` comes from a closed list and names metrics and rejects."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


def schema_of(record_type: type[Record]) -> str:
    """Name a record's schema as it stands in the envelope."""
    return record_type.__name__.lower()


def encode(record: Record) -> bytes:
    """Turn a record into the bytes that go to Kafka."""
    row: dict[str, Any] = msgspec.to_builtins(record)
    row["schema"] = schema = schema_of(type(record))
    row["version"] = formats.format_of(schema).writes
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)


def decode(data: bytes | None, record_type: type[R]) -> R:
    """Turn bytes from Kafka into a record.

    Unknown fields are let through (a newer writer may add some); without a version it is taken for today's.  What is
    given keeps within the caps of its fields, in characters and in bytes: the tracker counts on it.  Raises
    CodecError with reason `empty`, `not-json`, `wrong-schema`, `older-version`, `newer-version`,
    `too-long` (see `shortened`) or `invalid`.
    """
    if not data:
        raise CodecError("empty", "no value")
    try:
        row = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise CodecError("not-json", str(error)) from error
    schema = schema_of(record_type)
    if not isinstance(row, dict) or row.get("schema", schema) != schema:
        raise CodecError("wrong-schema", f"expected {schema}")
    version = row.get("version", formats.format_of(schema).writes)
    if not isinstance(version, int) or isinstance(version, bool):
        raise CodecError("invalid", f"the version is {str(version)[:40]!r}, no whole number")
    if refused := formats.refusal(schema, version):
        raise CodecError(*refused)
    try:
        record = msgspec.convert(row, record_type)
    except msgspec.ValidationError as error:
        if _TOO_LONG in str(error):
            return shortened(row, record_type)
        raise CodecError("invalid", str(error)) from error
    # Counted in characters now.  Only what is no ASCII, or escaped, can fill more bytes than that.
    return record if data.isascii() and b"\\" not in data else _held(record)


def _held(record: R) -> R:
    try:
        return clipped(record)
    except TooLongError as error:
        raise CodecError("too-long", str(error)) from error


def shortened(row: dict[str, Any], record_type: type[R]) -> R:
    """Read a row with values above their caps, as others or an older program may write them.

    Texts are cut, with a mark.  Raises CodecError `too-long` where that is an id, a key or a code.
    """
    try:
        return msgspec.convert(clipped_row(row, record_type), record_type)
    except TooLongError as error:
        raise CodecError("too-long", str(error)) from error
    except (TypeError, ValueError) as error:
        raise CodecError("invalid", str(error)) from error
