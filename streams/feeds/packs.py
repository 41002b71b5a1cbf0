"""Feeds by region, shipped with the program: `packs.tsv`, and the bundled catalogue as a part of `world`.

Called by `demarche feeds add` and its sisters.  Each row says on what its address rests; nothing is fetched here.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import msgspec

from agents.records import Feed
from streams.feeds import catalogue

TABLE = Path(__file__).with_name("packs.tsv")
WORLD = "world"
ALL = "all"


class UnknownPackError(LookupError):
    """A pack that is not shipped; names those that are."""


@cache
def rows() -> tuple[Feed, ...]:
    """Read the table; groups are the regions."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(msgspec.convert(row | {"group": row["region"]}, Feed) for row in table)


def names() -> tuple[str, ...]:
    """Give the names of all packs."""
    return (ALL, *sorted({feed.region for feed in rows()}))


def pack(name: str) -> tuple[Feed, ...]:
    """Give the feeds of a region; `world` are those of no region with the bundled catalogue, `all` is everything."""
    if name not in names():
        raise UnknownPackError(f"there is no pack {name}; there are {', '.join(names())}")
    bundled = catalogue.load() if name in (WORLD, ALL) else ()
    return (*bundled, *(feed for feed in rows() if name in (ALL, feed.region)))
