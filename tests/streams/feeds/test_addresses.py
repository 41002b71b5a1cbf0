"""Which addresses are public, and that a guarded session connects to no other, whatever the spelling."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from streams.feeds.addresses import is_public
from streams.feeds.fetch import fetch, session

TABLE = {
    name: words.split() for name, words in tomllib.loads(Path(__file__).with_name("addresses.toml").read_text()).items()
}


@pytest.mark.parametrize("address", TABLE["private"])
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", TABLE["public"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("word", ["", "localhost", "127.1", "0x7f000001", "8.8.8.8.8"])
def test_what_is_no_address_is_not_public(word: str) -> None:
    assert not is_public(word)


@pytest.fixture
async def secrets() -> AsyncIterator[tuple[int, list[str]]]:
    """Serve on this machine what nobody may fetch."""
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(text="secret")

    app = web.Application()
    app.router.add_get("/{tail:.*}", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield runner.addresses[0][1], asked
    await runner.cleanup()


@pytest.mark.parametrize("host", TABLE["spellings"])
async def test_no_spelling_reaches_this_machine(secrets: tuple[int, list[str]], host: str) -> None:
    port, asked = secrets
    async with session(3) as http:
        answer = await fetch(http, f"http://{host}:{port}/")
    assert (answer.outcome, answer.body, asked) == ("error", b"", [])


async def test_the_reason_is_told_and_the_switch_opens(secrets: tuple[int, list[str]]) -> None:
    port, _ = secrets
    async with session(3) as http:
        assert (await fetch(http, f"http://127.0.0.1:{port}/")).error.startswith("forbidden: ")
        assert (await fetch(http, f"http://localhost:{port}/")).error.startswith("forbidden: ")
    async with session(3, private_hosts=True) as http:
        assert (await fetch(http, f"http://127.0.0.1:{port}/")).body == b"secret"
