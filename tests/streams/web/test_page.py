"""The page over HTTP: every address, what is not there, live events, metrics, health, and the headers that guard it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import orjson
import pytest
from aiohttp.test_utils import TestClient, TestServer
from makers import make_alert, make_state
from prometheus_client.parser import text_string_to_metric_families

from agents.records import ActorState, Alert
from streams import codec
from streams.health import Health
from streams.settings import Settings
from streams.tail import Line
from streams.web.page import HEADERS, Page

STALLED, NOT_YET = Health(False, "stalled: nothing was done for 61 s"), Health(False, "recovering: 7 to go")
ALERT = make_alert(headline="U.S. imposes sanctions on Russia")


@pytest.fixture
def page() -> Page:
    """Give a page whose board was filled by hand and follows no broker."""
    made = Page(Settings(kafka_url="nowhere:1"))
    take(made, ALERT)
    for state in (make_state("USA", name="United States"), make_state("wd:Q7747", name="Vladimir Putin")):
        made.board.take_state(Line("demarche.actors", 0, 0, state.key, codec.encode(state)))
    return made


@pytest.fixture
async def client(page: Page) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(page.app())) as made:
        yield made


def take(page: Page, alert: Alert) -> None:
    page.board.take_alert(Line("demarche.alerts.sanctions", 0, 0, alert.key, codec.encode(alert)))


@pytest.mark.parametrize(
    ("path", "kind", "content"),
    [
        ("/", "text/html", "U.S. imposes sanctions on Russia"),
        ("/?desk=aid", "text/html", "No alert yet at the desk"),
        ("/actors", "text/html", "Vladimir Putin"),
        ("/actors/wd:Q7747", "text/html", "Vladimir Putin"),
        ("/actors/wd%3AQ7747", "text/html", "Vladimir Putin"),
        (f"/alerts/{ALERT.id}", "text/html", "sanctions-hard@1"),
        ("/static/page.css", "text/css", "prefers-color-scheme"),
        ("/static/page.js", "text/javascript", "EventSource"),
        ("/favicon.ico", "image/svg+xml", "<svg"),
        ("/live", "text/plain", "live"),
        ("/ready", "text/plain", "ready"),
    ],
)
async def test_what_is_there(client: TestClient, path: str, kind: str, content: str) -> None:
    answer = await client.get(path)
    assert answer.status == 200
    assert answer.content_type.replace("application/javascript", "text/javascript") == kind
    assert content in await answer.text()
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/nothing", "text/plain"),
        ("/alerts/none", "text/html"),
        ("/actors/none", "text/html"),
        ("/api/actors/none", "application/json"),
        ("/static/../page.py", "text/plain"),
        ("/static/%2e%2e/page.py", "text/plain"),
        ("/actors/<script>alert(1)</script>", "text/plain"),
    ],
)
async def test_what_is_not_there(client: TestClient, path: str, kind: str) -> None:
    answer = await client.get(path)
    assert (answer.status, answer.content_type) == (404, kind)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "<script>alert" not in await answer.text()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    for path in ("/", "/actors/USA", "/api/alerts", "/metrics"):
        answer = await client.request(method, path)
        assert answer.status in (404, 405), path


async def test_the_policy_allows_only_what_the_page_has(client: TestClient) -> None:
    policy = (await client.get("/")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_json_for_programs(client: TestClient) -> None:
    rows = orjson.loads(await (await client.get("/api/alerts")).read())
    assert [codec.decode(orjson.dumps(row), Alert) for row in rows] == [ALERT]
    answer = await client.get("/api/actors/USA")
    assert answer.content_type == "application/json"
    assert codec.decode(await answer.read(), ActorState).name == "United States"


async def event(stream: asyncio.StreamReader) -> dict[str, str]:
    """Read one server-sent event."""
    fields: dict[str, str] = {}
    async with asyncio.timeout(5):
        while (line := (await stream.readline()).decode().rstrip("\n")) or not fields:
            name, _, value = line.partition(": ")
            fields[name] = fields.get(name, "") + value
    return fields


async def test_an_alert_is_sent_as_it_comes_and_the_stream_ends_with_the_page(client: TestClient, page: Page) -> None:
    answer = await client.get("/events")
    assert answer.content_type == "text/event-stream"
    news = make_alert("news", 1, headline="Two\nlines <b>")
    take(page, news)
    sent = await event(answer.content)  # type: ignore[arg-type]
    assert (sent["event"], sent["id"]) == ("alert", news.id)
    assert sent["data"].startswith("<li ")
    assert "&lt;b&gt;" in sent["data"]
    await page.board.stop()
    assert await asyncio.wait_for(answer.content.read(), 5) == b""
    assert page.board._listeners == set()


async def test_a_browser_that_reconnects_gets_what_it_missed(client: TestClient, page: Page) -> None:
    missed = make_alert("missed", 1)
    take(page, missed)
    answer = await client.get("/events", headers={"Last-Event-ID": ALERT.id})
    assert (await event(answer.content))["id"] == missed.id  # type: ignore[arg-type]
    answer.close()


async def test_a_browser_that_left_is_forgotten(client: TestClient, page: Page) -> None:
    answer = await client.get("/events")
    answer.close()
    for i in range(50):
        take(page, make_alert(str(i), i + 1))
        await asyncio.sleep(0.01)
        if not page.board._listeners:
            return
    raise AssertionError("still listening")


async def test_metrics_are_text_that_prometheus_reads(client: TestClient) -> None:
    plain = await client.get("/metrics")
    assert plain.content_type == "text/plain"
    names = {family.name for family in text_string_to_metric_families(await plain.text())}
    assert {"demarche_articles", "demarche_page_subscribers"} <= names
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    opened = await client.get("/metrics", headers=accept)
    assert opened.content_type == "application/openmetrics-text"
    assert (await opened.text()).endswith("# EOF\n")


@pytest.mark.parametrize(("path", "said"), [("/live", f"{STALLED.told}\n"), ("/ready", f"{NOT_YET.told}\n")])
async def test_a_worker_in_trouble_answers_503(path: str, said: str) -> None:
    page = Page(Settings(kafka_url="nowhere:1"), ready=lambda: NOT_YET, live=lambda: STALLED, alerts=False)
    async with TestClient(TestServer(page.app())) as client:
        answer = await client.get(path)
        assert (answer.status, await answer.text()) == (503, said)


async def test_a_process_without_page_serves_only_metrics_and_health() -> None:
    page = Page(Settings(kafka_url="nowhere:1"), alerts=False)
    async with TestClient(TestServer(page.app())) as client:
        found = [(await client.get(path)).status for path in ("/live", "/ready", "/metrics", "/", "/actors", "/events")]
    assert found == [200, 200, 200, 404, 404, 404]


async def test_it_serves_on_the_address_of_the_settings_and_stops() -> None:
    page = Page(Settings(kafka_url="nowhere:1", web_port=0), alerts=False)
    await page.start()
    host, port = page.url.removeprefix("http://").split(":")
    assert host == "127.0.0.1"
    with socket.create_connection((host, int(port)), 2):
        pass
    await page.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), 2)


async def test_a_port_that_is_taken_is_told_and_nothing_is_left_running() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        page = Page(Settings(kafka_url="nowhere:1", web_port=taken.getsockname()[1]))
        before = asyncio.all_tasks()
        with pytest.raises(OSError, match="in use"):
            await page.start()
        assert asyncio.all_tasks() == before
