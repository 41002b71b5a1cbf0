"""Short names for feeds: readable in any script, and the same whatever the order of the list they stand in.

Called by `opml.py` and `trial.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from anyascii import anyascii

from agents.identity import digest

MOST_CHARS = 48
ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")


def ids_for(names: Iterable[tuple[str, str]], taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give an id for each address of (name, address) pairs; `taken` are ids in use, with their addresses.

    Feeds of one name are told apart by their host, then by a hash: by the address alone, so that a list sorted anew
    names nobody otherwise.
    """
    found: dict[str, str] = {address: feed_id for feed_id, address in (taken or {}).items()}
    used = set(taken or ())
    wanted = defaultdict(list)
    for name, address in names:
        if address not in found:
            wanted[_folded(name) or _folded(_host(address)) or "feed"].append(address)
    for plain in sorted(wanted):
        for number, address in enumerate(sorted(wanted[plain])):
            with_host = f"{plain}-{_folded(_host(address))}"[:MOST_CHARS].rstrip("-")
            choices = [with_host, f"{plain}-{digest(address)[:8]}"]
            chosen = next(c for c in ([plain, *choices] if number == 0 else choices) if c not in used)
            used.add(chosen)
            found[address] = chosen
    return found


def _folded(name: str) -> str:
    """Write a name in small Latin letters: `Новости дня` -> `novosti-dnya`, `新闻` -> `xinwen`."""
    plain = anyascii(name).lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_CHARS].rstrip("-")


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
