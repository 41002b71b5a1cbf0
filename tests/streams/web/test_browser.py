"""The pages in a real browser, headless: laid out, alive, and without a complaint of its security policy."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from aiohttp.test_utils import TestServer
from lxml import html
from makers import make_alert, make_deed, make_delta, make_head, make_state

from agents.records import Alert, Record
from agents.state import fold
from streams import codec
from streams.settings import Settings
from streams.tail import Line
from streams.web.page import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: apt-get install chromium)")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
)  # fmt: skip
HOSTILE = "<img src=x onerror=document.title='broken-in'>"


class Live(Page):
    """A page on which an alert arrives as soon as a browser listens."""

    def arrive(self, alert: Alert) -> None:
        listen = self.board.listen

        def then() -> asyncio.Queue[Alert | None]:
            queue = listen()
            queue.put_nowait(alert)
            return queue

        self.board.listen = then  # type: ignore[method-assign]


def line(record: Record) -> Line:
    return Line("demarche.alerts.sanctions", 0, 0, getattr(record, "key", ""), codec.encode(record))


@pytest.fixture
async def site() -> AsyncIterator[str]:
    page = Live(Settings(kafka_url="nowhere:1"))
    page.board.take_alert(line(make_alert("first", headline="The first alert")))
    page.board.take_alert(line(make_alert("hostile", -1, headline=HOSTILE)))
    page.arrive(make_alert("news", 1, headline="An alert that came later"))
    state = fold(make_state(name="United States"), make_delta(make_deed(), actor="USA"), make_head("a"))
    page.board.take_state(line(state))
    async with TestServer(page.app()) as server:
        yield str(server.make_url("")).rstrip("/")


async def browse(folder: Path, url: str, *flags: str) -> tuple[str, str]:
    """Open a page for two seconds; give what the browser wrote: the page's tree, and its complaints."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--timeout=2000", *flags, url,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, complaints = await asyncio.wait_for(process.communicate(), 60)
    finally:
        if process.returncode is None:
            process.kill()
    return out.decode(), complaints.decode(errors="replace")


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/", "The first alert"), ("/actors/USA", "sanctions imposed"), (f"/alerts/{make_alert('first').id}", "Why")],
)
async def test_a_page_is_drawn_and_nothing_in_it_is_refused(site: str, tmp_path: Path, path: str, shown: str) -> None:
    tree, complaints = await browse(tmp_path, site + path, "--dump-dom")
    assert shown in html.fromstring(tree).text_content()
    assert "broken-in" not in html.fromstring(tree).findtext(".//title", "")
    for word in ("Content Security Policy", "Uncaught", "SyntaxError", "status of 404"):
        assert word not in complaints


async def until(folder: Path, url: str, condition: str, result: str) -> Any:
    """Open a page, wait until a condition in JavaScript holds there, and give the value of another expression.

    Over the browser's own debugging port: `--dump-dom` writes the page as it was loaded, before any news.
    """
    assert CHROMIUM is not None
    profile = folder / "profile"
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0", url,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(60), ClientSession() as http:
            while not (told := profile / "DevToolsActivePort").exists() or not told.read_text():
                await asyncio.sleep(0.1)
            port = told.read_text().split()[0]
            targets = await (await http.get(f"http://127.0.0.1:{port}/json")).json()
            page = next(t for t in targets if t["type"] == "page")
            async with http.ws_connect(page["webSocketDebuggerUrl"]) as socket:
                while not await evaluated(socket, condition):
                    await asyncio.sleep(0.1)
                return await evaluated(socket, result)
    finally:
        process.kill()
        await process.wait()


async def evaluated(socket: ClientWebSocketResponse, expression: str) -> Any:
    await socket.send_json(
        {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression, "returnByValue": True}}
    )
    while (answer := await socket.receive_json()).get("id") != 1:
        pass
    return answer["result"]["result"].get("value")


async def test_a_new_alert_appears_by_itself_on_top(site: str, tmp_path: Path) -> None:
    rows, fresh, live = await until(
        tmp_path,
        site + "/",
        "document.querySelectorAll('.fresh').length > 0",
        "[[...document.querySelectorAll('#alerts > li h2')].map(row => row.textContent.trim()),"
        " [...document.querySelectorAll('.fresh')].map(row => row.dataset.desk),"
        " document.getElementById('live').textContent]",
    )
    assert rows == ["An alert that came later", "The first alert", HOSTILE]
    assert fresh == ["sanctions"]
    assert live == "Live: new alerts appear by themselves."


async def test_an_alert_of_another_desk_does_not_appear(site: str, tmp_path: Path) -> None:
    tree, _ = await browse(tmp_path, site + "/?desk=aid", "--dump-dom")
    assert html.fromstring(tree).xpath("//ol[@id='alerts']/li") == []


async def test_a_page_is_painted_in_a_narrow_window(site: str, tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    await browse(tmp_path, site + "/actors/USA", "--window-size=500,900", f"--screenshot={shot}")
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert shot.stat().st_size > 5_000, "an empty page compresses to less"
