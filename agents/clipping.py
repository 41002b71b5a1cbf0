"""Values held against their caps: text is cut with a mark, rows are shortened, an id or a code too long is refused.

Called wherever a record is made of what others wrote: by the poller, `demarche replay`, the reader and the tracker, and
by the codec for what was written before a cap was set.  The caps stand in the records' own declarations
(`agents.limits`); one that is missing is a TypeError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from agents.records import Record

MARK = "…"

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Clip = Callable[[Any], Any]

_encode = msgspec.json.Encoder().encode


class TooLongError(ValueError):
    """An id, a key or a code that is too long; cut, it would be another's."""


def clipped(record: R) -> R:
    """Give a record within its caps: the very same where nothing is too long.  Raises TooLongError."""
    changed = {}
    for name, clip in _plan(type(record)):
        value = getattr(record, name)
        kept = clip(value)
        if kept is not value:
            changed[name] = kept
    return msgspec.structs.replace(record, **changed) if changed else record


def clipped_row(row: dict[str, Any], record: type[Record]) -> dict[str, Any]:
    """The same for a record as a row of plain values; what is of no type expected raises TypeError or ValueError."""
    return row | {name: clip(row[name]) for name, clip in _plan(record) if name in row}


def cut(text: str, chars: int, size: int = 0) -> str:
    """Give a text whole, or what of it fits into so many characters (unless told, twice the bytes) and a mark."""
    size = size or 2 * chars
    if len(text) <= chars and fits(text, size):
        return text
    kept = text[: chars - len(MARK)].rstrip()
    while kept and not fits(kept + MARK, size):
        kept = kept[: min(len(kept) - 1, len(kept) * size // len(_encode(kept + MARK)))].rstrip()
    return kept + MARK


def fitting(items: Sequence[T], size: int, *, widest: int) -> Sequence[T]:
    """Give the last of some items, as many as fill no more than so many bytes as JSON; `widest` is the most of one."""
    if len(items) * widest <= size:
        return items
    left, first = size, len(items)
    while first and left >= (filled := len(_encode(items[first - 1])) + 1):
        left -= filled
        first -= 1
    return items[first:]


def fits(text: str, size: int) -> bool:
    """Tell whether a text fills no more than so many bytes as JSON; a control character fills six."""
    return len(text) * 6 <= size or len(_encode(text)) - 2 <= size


@cache
def _plan(record: type[Record]) -> tuple[tuple[str, Clip], ...]:
    """Say for each field that can be too long how it is held within its cap."""
    described = inspect.type_info(record)
    assert isinstance(described, inspect.StructType)
    clips = ((field.name, _clip(field.type, f"{record.__name__}.{field.name}")) for field in described.fields)
    return tuple((name, clip) for name, clip in clips if clip is not None)


def _clip(kind: inspect.Type, where: str) -> Clip | None:
    clip: Clip | None = None
    match kind:
        case inspect.Metadata(type=inspect.StrType(max_length=int(chars)), extra={"bytes": size, "over": over}):
            clip = _text(chars, size, over, where)
        case inspect.Metadata(type=inner) if not isinstance(inner, inspect.StrType):
            clip = _clip(inner, where)
        case inspect.UnionType(types=types):
            (inner,) = (t for t in types if not isinstance(t, inspect.NoneType))
            clip = _unless_none(_clip(inner, where))
        case inspect.VarTupleType(item_type=item, max_length=int(items)):
            clip = _shortener(items, _clip(item, where))
        case inspect.DictType(key_type=key, value_type=value, max_length=int(items)):
            clip = _narrower(items, _clip(key, where), _clip(value, where))
        case inspect.TupleType(item_types=row):
            clip = _each([_clip(item, where) for item in row])
        case inspect.StructType(cls=cls):
            clip = _inner(cls)
        case inspect.Metadata() | inspect.StrType() | inspect.VarTupleType() | inspect.DictType():
            raise TypeError(f"{where} has no cap")
    return clip


def _text(chars: int, size: int, over: str, where: str) -> Clip:
    def hold(text: str) -> str:
        length = len(text)
        if length <= chars and (length * 6 <= size or len(_encode(text)) - 2 <= size):  # `fits`, on a hot path
            return text
        if over == "refuse":
            raise TooLongError(f"{where} has {len(text)} characters, {chars} is the most: {text[:40]!r}{MARK}")
        return cut(text, chars, size) if over == "cut" else ""

    return hold


def _inner(record: type[Any]) -> Clip:
    return lambda value: clipped_row(value, record) if isinstance(value, dict) else clipped(value)


def _unless_none(clip: Clip | None) -> Clip | None:
    return (lambda value: None if value is None else clip(value)) if clip else None


def _shortener(items: int, clip: Clip | None) -> Clip:
    def shorten(row: Sequence[Any]) -> Sequence[Any]:
        kept = row if len(row) <= items else row[:items]
        return _same(kept, [clip(item) for item in kept]) if clip else kept

    return shorten


def _narrower(items: int, key: Clip | None, value: Clip | None) -> Clip:
    def narrow(table: dict[Any, Any]) -> dict[Any, Any]:
        kept = table if len(table) <= items else dict(list(table.items())[:items])
        new = {key(k) if key else k: value(v) if value else v for k, v in kept.items()}
        return kept if all(new.get(k) is v for k, v in kept.items()) else new

    return narrow


def _each(clips: list[Clip | None]) -> Clip | None:
    if not any(clips):
        return None
    return lambda row: _same(row, [clip(item) if clip else item for clip, item in zip(clips, row, strict=True)])


def _same(row: Sequence[Any], items: list[Any]) -> Sequence[Any]:
    return row if all(a is b for a, b in zip(row, items, strict=True)) else tuple(items)
