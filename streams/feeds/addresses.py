"""Which addresses a poller may connect to: public ones, told by a list of our own.

Python 3.11's `ipaddress.is_global` lets NAT64, 6to4 and parts of 192.0.0.0/24 through.
Asked by `fetch.py` for every address at the moment of connecting.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@cache
def _networks(section: str) -> tuple[Network, ...]:
    data = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
    return tuple(ipaddress.ip_network(network) for network in data[section])


class ForbiddenAddressError(OSError):
    """An address that is not public."""


def is_public(address: str) -> bool:
    """Tell whether an address (not a name) belongs to the public internet; forms that embed another are refused."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _networks("ipv4"))
    return any(found in network for network in _networks("ipv6_public")) and not any(
        found in network for network in _networks("ipv6_special")
    )


def guarded_socket(info: tuple[Any, ...]) -> socket.socket:
    """Make the socket for a connection, as aiohttp's `socket_factory`.  Raises ForbiddenAddressError.

    Called with the very address that is connected to, after resolving: a name that changes its answer between a
    check and the connection gains nothing.
    """
    family, kind, protocol, _, where = info
    if not is_public(str(where[0])):
        raise ForbiddenAddressError(errno.EACCES, f"{where[0]} is not a public address")
    return socket.socket(family=family, type=kind, proto=protocol)
