"""Serves the demo's feeds on this machine and reveals them step by step.

Started by `demarche demo` and the pipeline's tests.  Answers like a good publisher: ETag, Last-Modified, 304, gzip.
"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path

from aiohttp import web

from agents.records import Feed
from streams.demo import stories
from streams.demo.documents import render

HOST = "127.0.0.1"
_NOTHING = datetime(2025, 1, 1, tzinfo=UTC)  # before every story


class DemoServer:
    """The outlets of the demo as feeds on a free port of 127.0.0.1; nothing is out until `reveal` says so."""

    def __init__(self, folder: Path = stories.FOLDER, interval_s: float = 1.0, port: int = 0) -> None:
        self.outlets = stories.load(folder)
        self.polls = 0
        self._by_id = {outlet.id: outlet for outlet in self.outlets}
        self._interval_s = interval_s
        self._port = port
        self._until = _NOTHING
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Begin to serve."""
        app = web.Application()
        app.router.add_get("/{outlet}.xml", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """End serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    def reveal(self, until: datetime) -> int:
        """Let out every story up to a time (UTC), and say how many wordings are out in all."""
        self._until = until
        return sum(1 for outlet in self.outlets for story in outlet.stories if story.at <= until)

    def moments(self) -> tuple[datetime, ...]:
        """Give every time at which something comes out, in order: the steps of a demo."""
        return tuple(sorted({story.at for outlet in self.outlets for story in outlet.stories}))

    @property
    def urls(self) -> dict[str, str]:
        """Give the address of each outlet's feed."""
        return {outlet.id: f"http://{HOST}:{self._port}/{outlet.id}.xml" for outlet in self.outlets}

    def feeds(self) -> tuple[Feed, ...]:
        """Give the outlets as a catalogue.  The poller needs `poll.private_hosts` to reach them."""
        return tuple(
            Feed(id=o.id, url=self.urls[o.id], name=o.name, lang=o.lang, interval_s=self._interval_s, archive=True)
            for o in self.outlets
        )

    async def _answer(self, request: web.Request) -> web.Response:
        outlet = self._by_id.get(request.match_info["outlet"])
        if outlet is None:
            raise web.HTTPNotFound
        self.polls += 1
        body = render(outlet, self._until)
        modified = max((s.at for s in outlet.revealed(self._until)), default=_NOTHING)
        headers = {
            "ETag": f'"{blake2b(body, digest_size=8).hexdigest()}"',
            "Last-Modified": format_datetime(modified, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if _unchanged(request, headers["ETag"], modified):
            return web.Response(status=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
        kind = "application/rss+xml" if outlet.format == "rss" else "application/atom+xml"
        return web.Response(body=body, headers={**headers, "Content-Type": f"{kind}; charset=utf-8"})


def _unchanged(request: web.Request, etag: str, modified: datetime) -> bool:
    """Judge by If-None-Match alone where it is sent (RFC 9110, 13.1.3)."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return etag in (tag.strip() for tag in known.split(","))
    try:
        return modified <= parsedate_to_datetime(request.headers["If-Modified-Since"])
    except (KeyError, ValueError):
        return False
