"""Dates as feeds write them -> UTC, by a chain of our own: ISO, epoch, numbers with slashes or dots, words.

feedparser reads `2025/1/6` as November and `1736157600` as the year 1736, hence this.
Called by the readers of each format; gives None rather than guess.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

_ZONE = r"(?P<zone>[Zz]|(?:GMT|UTC|UT)?\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?(?::\d{2})?|(?![AaPp]\.?[Mm])[A-Za-z]{1,5})?"
_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<mo>\d{1,2})(?:-(?P<d>\d{1,2}))?"
    r"(?:(?:\s*[Tt]\s*|\s+|,\s*)(?:(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,:]\d+)?)?)?\s*" + _ZONE + r")?\s*"
)
_BASIC = re.compile(
    r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})(?:[Tt ]?(?P<h>\d{2}):?(?P<m>\d{2}):?(?P<s>\d{2})?(?:[.,]\d+)?\s*"
    + _ZONE
    + r")?"
)
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?")
_NUMBERS = re.compile(r"(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})(?!\d)")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_CLOCK = re.compile(r"\b(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([aApP])\.?\s?[mM]\b\.?)?")
_OFFSET = re.compile(r"\s*(?:GMT|UTC|UT)?\s?([+\u2212-])\s?(\d{1,2}):?(\d{2})?(?::\d{2})?(?!\d)")
_NAMED = re.compile(r"\s*\(?([A-Za-z]{1,5})\)?(?=$|[\s,])")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _tables() -> tuple[dict[str, int], dict[str, int]]:
    data = tomllib.loads((Path(__file__).with_name("dates.toml")).read_text(encoding="utf-8"))
    return {name: int(number) for number, names in data["months"].items() for name in names}, data["zones"]


def read_date(raw: str) -> datetime | None:
    """Read a date in any form feeds use; without a zone it is UTC.  Gives None where no date can be told."""
    text = " ".join(raw.split())[:100]
    if not text:
        return None
    for reader in (_iso, _epoch, _numbers, _words):
        found = reader(text)
        if found is not None:
            return found
    return None


def _iso(text: str) -> datetime | None:
    """Read `2025-01-06T12:00:00Z`, and the same without punctuation."""
    match = _ISO.fullmatch(text) or _BASIC.fullmatch(text)
    if not match:
        return None
    part = match.groupdict()
    return _moment(
        (int(part["y"]), int(part["mo"]), int(part["d"] or 1)),
        (int(part["h"] or 0), int(part["m"] or 0), int(part["s"] or 0)),
        _zone(part["zone"] or ""),
    )


def _epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    number = int(match.group(1))
    return datetime.fromtimestamp(number / 1000 if number >= 10**11 else number, UTC).replace(microsecond=0)


def _numbers(text: str) -> datetime | None:
    rest, clock, zone = _split_clock(text)
    east = _EAST_ASIAN.search(rest)
    if east:
        return _moment((int(east.group(1)), int(east.group(2)), int(east.group(3))), clock, zone)
    match = _NUMBERS.search(rest)
    if not match or re.search(r"\d", rest[: match.start()] + rest[match.end() :]):
        return None  # a number left over is a clock that could not be read
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        date = (a, b, c)
    elif match["sep"] != "/" or a > 12:  # dots and dashes are European: day first
        date = (_year(c), b, a)
    else:
        date = (_year(c), a, b)
    return _moment(date, clock, zone)


def _words(text: str) -> datetime | None:
    """Read dates with a month in words: RFC 822, asctime, `January 6, 2025 10:00 am`, `6. Januar 2025`."""
    rest, clock, zone = _split_clock(text)
    month = next((m for m in map(_month, _WORD.findall(rest)) if m), None)
    numbers = re.findall(r"(?<!\d)\d{1,4}(?!\d)", rest)
    year = next((int(n) for n in numbers if len(n) == 4), None)
    others = [int(n) for n in numbers if len(n) <= 2]
    if month is None or not others or (year is None and len(others) < 2):
        return None
    return _moment((year if year is not None else _year(others[1]), month, others[0]), clock, zone)


def _split_clock(text: str) -> tuple[str, tuple[int, int, int], timedelta]:
    """Take time of day and zone out of a date: what is left, the time, the zone."""
    match = _CLOCK.search(text)
    if not match:
        return text, (0, 0, 0), timedelta()
    hour = int(match.group(1))
    if match.group(4):
        hour = hour % 12 + (12 if match.group(4) in "pP" else 0)
    after = text[match.end() :]
    zone = _OFFSET.match(after) or _NAMED.match(after)
    if zone and _month(zone.group(1)):
        zone = None
    rest = f"{text[: match.start()]} {after[zone.end() :] if zone else after}"
    shift = _zone(zone.group(0)) if zone else timedelta()
    return rest, (hour, int(match.group(2)), int(match.group(3) or 0)), shift


def _zone(text: str) -> timedelta:
    text = text.strip(" ()").upper().replace("\u2212", "-")
    match = re.fullmatch(r"(?:GMT|UTC|UT)?\s?([+-])\s?(\d{1,2}):?(\d{2})?(?::\d{2})?", text)
    if match:
        minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
        return timedelta(minutes=-minutes if match.group(1) == "-" else minutes)
    return timedelta(minutes=_tables()[1].get(text, 0))


def _month(word: str) -> int | None:
    folded = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    months = _tables()[0]
    return months.get(folded) or months.get(word.casefold())


def _year(number: int) -> int:
    """Complete a year of two digits: 69-99 are of the last century (POSIX `%y`)."""
    return number + (1900 if number >= 69 else 2000) if number < 100 else number


def _moment(date: tuple[int, int, int], clock: tuple[int, int, int], zone: timedelta) -> datetime | None:
    hour, minute, second = clock
    if hour > 24 or minute > 59 or second > 60:
        return None
    try:
        day = datetime(*date, tzinfo=UTC)
        return day + timedelta(hours=hour, minutes=minute, seconds=second) - zone
    except (ValueError, OverflowError):
        return None
