"""Alerts told to a service of our own on the loopback: what it gets, once, and what happens where it is away."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest
from makers import make_alert, make_evidence

from streams.delivery.notices import Notices, NotifyError, notice


class Service:
    """Takes what is posted to it, and answers with a status."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.status = 200
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"json://127.0.0.1:{self.server.server_port}/alerts"


@pytest.fixture
def service() -> Iterator[Service]:
    pytest.importorskip("apprise")
    made = Service()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_notice_shows_the_words_and_where_they_stand() -> None:
    title, body = notice(make_alert("a"))
    assert title == "U.S. imposes sanctions on Russia"
    assert body.splitlines() == [
        "“Sentence of a.”",
        "outlet of a https://example.org/a",
        f"sanctions, high; demarche explain {make_alert('a').id}",
    ]
    assert notice(make_alert(evidence=()))[1].startswith("sanctions, high")


def test_words_that_were_cut_end_with_an_ellipsis() -> None:
    cut = msgspec.structs.replace(make_evidence(sentence="word " * 60), end=900)
    assert notice(make_alert(evidence=(cut,)))[1].splitlines()[0].endswith("word …”")


async def test_an_alert_is_told_once(service: Service) -> None:
    told = Notices([service.address])
    assert await told.send(make_alert("a", severity="critical"))
    assert await told.send(make_alert("a", severity="critical"))
    assert await told.send(make_alert("b"))
    assert [(row["type"], row["title"], row["message"]) for row in service.got] == [
        ("failure", *notice(make_alert("a", severity="critical"))),
        ("warning", *notice(make_alert("b"))),
    ]


async def test_a_service_that_fails_is_told_and_the_others_are_served(service: Service) -> None:
    told = Notices([service.address, "json://127.0.0.1:1/nobody"])
    assert not await told.send(make_alert("a"))
    assert len(service.got) == 1
    service.status = 500
    assert not await Notices([service.address]).send(make_alert("a"))


def test_an_address_that_means_nothing_is_refused_without_its_secret() -> None:
    pytest.importorskip("apprise")
    with pytest.raises(NotifyError, match=r"^carrier-pigeon: no address") as refused:
        Notices(["carrier-pigeon://secret@loft"])
    assert "secret" not in str(refused.value)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(NotifyError, match=r"pip install 'demarche-news\[notify\]'"):
        Notices(["json://127.0.0.1:1"])
