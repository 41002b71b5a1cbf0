"""Dates as feeds write them -> UTC, by a chain of our own: ISO, epoch, numbers with slashes or dots, words.

feedparser reads `2025/1/6` as November and `1736157600` as the year 1736, hence this.  What one date leaves open
(05/10, a name such as "mar.", a clock without a zone) the feed's language, zone and other dates decide.
Called by the readers of each format; gives None rather than guess.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

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
_VIETNAMESE = re.compile(r"(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})", re.I)
_CLOCK = re.compile(r"\b(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([aApP])\.?\s?[mM]\b\.?)?")
_CLOCK_BY_POINT = re.compile(r"(?<=\d{4})[\s,]{1,3}(?:(?:kl|um|pukul|klo)\.?\s)?(\d{1,2})\.(\d{2})(?![\d.])()()", re.I)
_OFFSET = re.compile(r"\s*(?:GMT|UTC|UT)?\s?([+\u2212-])\s?(\d{1,2}):?(\d{2})?(?::\d{2})?(?!\d)")
_NAMED = re.compile(r"\s*\(?([A-Za-z]{1,5})\)?(?=$|[\s,])")
_OF_DATABASE = re.compile(
    r"\s*[\[(]?([A-Z][A-Za-z]{1,20}/[A-Za-z_+-]{2,30}(?:/[A-Za-z_]{2,30})?|[A-Z]{3,4}\d[A-Z]{3,4})[\])]?"
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _tables() -> dict[str, Any]:
    tables = tomllib.loads((Path(__file__).with_name("dates.toml")).read_text(encoding="utf-8"))
    tables["months"] = _by_name(tables["months"])
    tables["months_of"] = {lang: _by_name(months) for lang, months in tables["months_of"].items()}
    return tables


def _by_name(months: dict[str, list[str]]) -> dict[str, int]:
    return {name: int(number) for number, names in months.items() for name in names}


def read_date(raw: str) -> datetime | None:
    """Read a date in any form feeds use; without a zone it is UTC.  Gives None where no date can be told."""
    return Dates().read(raw)


def dates_for(raws: Iterable[str], lang: str = "", zone: str = "") -> Dates:
    """Give the reading of one feed's dates: its language, its zone, and day or month first as its own dates show."""
    shown = {_shape(raw): order for raw in raws if (order := _order_shown(raw)) is not None}
    lang = lang.lower().replace("_", "-")
    primary = lang.partition("-")[0]
    tables = _tables()
    day_first = (bool(primary) and primary not in tables["month_first"]) or lang in tables["day_first"]
    if len(orders := set(shown.values())) == 1:
        day_first = orders.pop()
    return Dates(primary, day_first, zone, shown)


def _shape(raw: str) -> str:
    """Give how a date is written: programs that write one feed by turns keep to their shapes."""
    return re.sub(r"[^\W\d]+", "a", re.sub(r"\d", "9", raw.strip()))


def _order_shown(raw: str) -> bool | None:
    """Tell day first (True) from month first where a date with slashes shows it by a number above twelve."""
    match = _NUMBERS.search(raw)
    if not match or match["sep"] != "/" or len(match["a"]) == 4:
        return None
    a, b = int(match["a"]), int(match["b"])
    return None if (a > 12) == (b > 12) else a > 12


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of one feed are read.  `zone` is a name of the tz database for clocks that name none."""

    lang: str = ""
    day_first: bool = False
    zone: str = ""
    shown: Mapping[str, bool] = field(default_factory=dict)  # shape of a date -> day first

    def read(self, raw: str) -> datetime | None:
        """Read one date in any form feeds use.  Gives None where no date can be told."""
        text = " ".join(raw.split())[:100]
        if not text:
            return None
        for reader in (_iso, _epoch, _numbers, _words):
            found = reader(text, self)
            if found is not None:
                return found
        return None

    def month(self, word: str) -> int | None:
        """Give the number of a month by its name, as the feed's language has it."""
        plain = word.casefold()
        folded = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
        tables = _tables()
        months: dict[str, int] = tables["months_of"].get(self.lang, {})
        return months.get(folded) or months.get(plain) or tables["months"].get(folded) or tables["months"].get(plain)

    def zone_of(self, text: str) -> tzinfo:
        """Give the zone that stands behind a clock: an offset, a name of the tz database, or an abbreviation."""
        named = _OF_DATABASE.fullmatch(text.strip())
        if named and (found := _of_database(named.group(1))):
            return found
        text = text.strip(" ()[]").upper().replace("\u2212", "-")
        match = re.fullmatch(r"(?:GMT|UTC|UT)?\s?([+-])\s?(\d{1,2}):?(\d{2})?(?::\d{2})?", text)
        if match:
            minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
            return _offset(-minutes if match.group(1) == "-" else minutes)
        if text:
            tables = _tables()
            return _offset(tables["zones_of"].get(self.lang, {}).get(text) or tables["zones"].get(text, 0))
        return (_of_database(self.zone) if self.zone else None) or UTC


def _iso(text: str, dates: Dates) -> datetime | None:
    """Read `2025-01-06T12:00:00Z`, the same without punctuation, and with the zone's name behind it (Java's way)."""
    text, _, behind = text.partition("[")
    match = _ISO.fullmatch(text) or _BASIC.fullmatch(text)
    if not match:
        return None
    part = match.groupdict()
    return _moment(
        (int(part["y"]), int(part["mo"]), int(part["d"] or 1)),
        (int(part["h"] or 0), int(part["m"] or 0), int(part["s"] or 0)),
        dates.zone_of(part["zone"] or behind.rstrip("] ")),
    )


def _epoch(text: str, _: Dates) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    number = int(match.group(1))
    return datetime.fromtimestamp(number / 1000 if number >= 10**11 else number, UTC).replace(microsecond=0)


def _numbers(text: str, dates: Dates) -> datetime | None:
    rest, clock, zone = _split_clock(text, dates)
    vietnamese = _VIETNAMESE.search(rest)
    if vietnamese:
        return _moment((int(vietnamese.group(3)), int(vietnamese.group(2)), int(vietnamese.group(1))), clock, zone)
    east = _EAST_ASIAN.search(rest)
    if east:
        return _moment((int(east.group(1)), int(east.group(2)), int(east.group(3))), clock, zone)
    match = _NUMBERS.search(rest)
    if not match or re.search(r"\d", rest[: match.start()] + rest[match.end() :]):
        return None  # a number left over is a clock that could not be read
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        date = (a, b, c)
    elif (
        match["sep"] != "/" or a > 12 or (b <= 12 and dates.shown.get(_shape(text), dates.day_first))
    ):  # dots and dashes are European: day first
        date = (_year(c), b, a)
    else:
        date = (_year(c), a, b)
    return _moment(date, clock, zone)


def _words(text: str, dates: Dates) -> datetime | None:
    """Read dates with a month in words: RFC 822, asctime, `January 6, 2025 10:00 am`, `6. Januar 2025`."""
    rest, clock, zone = _split_clock(text, dates)
    month = _month_in(rest, dates)
    numbers = re.findall(r"(?<!\d)\d{1,4}(?!\d)", rest)
    year = next((int(n) for n in numbers if len(n) == 4), None)
    others = [int(n) for n in numbers if len(n) <= 2]
    if month is None or not others or (year is None and len(others) < 2):
        return None
    return _moment((year if year is not None else _year(others[1]), month, others[0]), clock, zone)


def _month_in(rest: str, dates: Dates) -> int | None:
    """Find the month; a word before all numbers is a weekday where another month stands ("mar., 28 oct.")."""
    words = [(word.start(), month) for word in _WORD.finditer(rest) if (month := dates.month(word.group()))]
    if len(words) > 1:
        number = re.search(r"\d", rest)
        words = [found for found in words if number and found[0] > number.start()] or words[1:]
    return words[0][1] if words else None


def _split_clock(text: str, dates: Dates) -> tuple[str, tuple[int, int, int], tzinfo]:
    """Take time of day and zone out of a date: what is left, the time, the zone."""
    match = _CLOCK.search(text) or _CLOCK_BY_POINT.search(text)
    if not match:
        return text, (0, 0, 0), dates.zone_of("")
    hour = int(match.group(1))
    if match.group(4):
        hour = hour % 12 + (12 if match.group(4) in "pP" else 0)
    after = text[match.end() :]
    zone = _OFFSET.match(after) or _OF_DATABASE.match(after) or _NAMED.match(after)
    if zone and zone.re is _NAMED and dates.month(zone.group(1)):
        zone = None
    rest = f"{text[: match.start()]} {after[zone.end() :] if zone else after}"
    shift = dates.zone_of(zone.group(0) if zone else "")
    return rest, (hour, int(match.group(2)), int(match.group(3) or 0)), shift


@cache
def _of_database(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, or a path out of the database
        return None


def _offset(minutes: int) -> tzinfo:
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 1_440 else UTC


def _year(number: int) -> int:
    """Complete a year of two digits: 69-99 are of the last century (POSIX `%y`)."""
    return number + (1900 if number >= 69 else 2000) if number < 100 else number


def _moment(date: tuple[int, int, int], clock: tuple[int, int, int], zone: tzinfo) -> datetime | None:
    hour, minute, second = clock
    if hour > 24 or minute > 59 or second > 60:
        return None
    try:
        local = datetime(*date) + timedelta(hours=hour, minutes=minute, seconds=second)
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
