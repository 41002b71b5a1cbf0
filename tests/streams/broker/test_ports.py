"""Free ports differ; a taken one is told, not waited for."""

from __future__ import annotations

import socket

import pytest

from streams.broker.errors import BrokerError
from streams.broker.ports import free_ports


def test_two_different_free_ports() -> None:
    client, controller = free_ports(0)
    assert client != controller
    for port in (client, controller):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", port))


def test_the_wanted_port_is_given() -> None:
    wanted, _ = free_ports(0)
    assert free_ports(wanted)[0] == wanted


def test_a_taken_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(BrokerError) as caught:
            free_ports(port)
    assert caught.value.code == "port-taken"
    assert str(port) in caught.value.message
