"""One page under many addresses -> one form: trackers, copies for telephones and the wrappings of search services off.

Called by `agents.identity`, whose ids hang on it, and by the poller for the addresses it stores.  Opens nothing: what a
request would be needed for stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "!$&'()*+,;=:@-._~"
_MOST_WRAPPINGS = 3
_SESSION = re.compile(r";jsessionid=[^/]*", re.I)


@cache
def _table() -> dict[str, Any]:
    table = tomllib.loads(Path(__file__).with_name("locations.toml").read_text(encoding="utf-8"))
    table["trackers"] = re.compile("|".join(table["trackers"]))
    return table


@lru_cache(maxsize=20_000)
def canonical_url(url: str) -> str:
    """Bring a URL to one form: https, plain host, no tracker, fragment or last slash, neither copy nor wrapping."""
    url = unwrapped(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return url
    host = _plain_host(parts.hostname)
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_idle(k.lower(), v)]
    return urlunsplit(("https", host, _plain_path(parts.path), urlencode(sorted(kept)), ""))


def unwrapped(url: str) -> str:
    """Take off what search, alert and cache services put around an address; what has nothing around it stays."""
    url = url.strip()
    for _ in range(_MOST_WRAPPINGS):
        inner = _inner(url)
        if not inner:
            break
        url = inner
    return url


def _inner(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    return _by_parameter(parts, host) or _by_path(parts, host)


def _by_parameter(parts: SplitResult, host: str) -> str:
    for wrapper in _table()["wrapper"]:
        if _below(host, wrapper["host"]) and wrapper["path"] in ("", parts.path):
            stated = dict(parse_qsl(parts.query))
            found = (stated.get(name, "") for name in wrapper["parameters"])
            return next((url for url in found if url.startswith(("http://", "https://"))), "")
    return ""


def _by_path(parts: SplitResult, host: str) -> str:
    for store in _table()["cache"]:
        if not _below(host, store["host"]):
            continue
        for words in store["before"]:
            rest = parts.path.removeprefix(words)
            if rest != parts.path and "." in rest.partition("/")[0]:
                return f"https://{rest}{'?' + parts.query if parts.query else ''}"
    return ""


def _below(host: str, parent: str) -> bool:
    return host == parent or host.endswith("." + parent)


def _plain_host(host: str) -> str:
    host = host.lower().rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode() if not host.isascii() else host
    first, _, rest = host.partition(".")
    return rest if first in _table()["hosts"] and "." in rest else host


def _plain_path(path: str) -> str:
    table = _table()
    # Byte by byte, so that a path in Latin-1 stays what it is; an escaped slash stays escaped.
    path = "/".join(quote(unquote_to_bytes(part), safe=_SAFE) for part in _SESSION.sub("", path).split("/"))
    path = path.rstrip("/")
    for end in table["ends"]:
        path = path.removesuffix(end)
    for start in table["starts"]:
        path = "/" + path.removeprefix(start) if path.startswith(start) else path
    return path.rstrip("/")


def _is_idle(name: str, value: str) -> bool:
    table = _table()
    if name in table["trackers_unless_numbers"]:
        return not value.isdecimal()
    return bool(table["trackers"].fullmatch(name)) or value.lower() in table["dresses"].get(name, ())
