"""Finds ports on the loopback address that a broker can have, and says so when the wanted one is taken."""

from __future__ import annotations

import socket
from contextlib import ExitStack

from streams.broker.errors import BrokerError


def free_ports(wanted: int) -> tuple[int, int]:
    """Find a port for clients (the one wanted, if any) and one for the controller.

    Both are held at once while looking, so they differ.  Raises BrokerError `port-taken`.
    """
    with ExitStack() as held:
        ports = []
        for port in (wanted, 0):
            listener = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Kafka does: TIME_WAIT is no owner
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen(1)
            except OSError as error:
                hint = "set broker.port to 0 for a free one, or to another"
                raise BrokerError(
                    "port-taken", f"port {port} on 127.0.0.1 is not to be had: {error.strerror}", hint
                ) from error
            ports.append(int(listener.getsockname()[1]))
    return ports[0], ports[1]
