"""The web server: page, actor pages, server-sent events, JSON, metrics and health.

Bound to loopback unless told otherwise; nothing can be changed through it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from prometheus_client.aiohttp import make_aiohttp_handler

from agents.records import Alert, Record
from streams import codec, metrics
from streams.broker.whereabouts import Where, whereabouts
from streams.health import Health
from streams.settings import Settings
from streams.web.board import Board
from streams.web.render import Pages

STATIC = Path(__file__).parent / "static"
PING_S = 15.0
HEADERS = {
    # No inline script or style anywhere, so markup that slips through a feed cannot run.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Page:
    """Serves what a board knows; with `alerts=False` only metrics and health, for a process that has no page."""

    def __init__(
        self,
        settings: Settings,
        ready: Callable[[], Health] = lambda: Health(True, "ready"),
        live: Callable[[], Health] = lambda: Health(True, "live"),
        alerts: bool = True,
        where: Where | None = None,
    ) -> None:
        self._alerts = alerts
        self.board = Board(where or whereabouts(settings))
        self._settings = settings
        self._ready, self._live = ready, live
        self._pages = Pages()
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Begin to follow and to serve.  Raises OSError where the port is taken."""
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._settings.web_host, self._settings.web_port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        if self._alerts:
            await self.board.start()

    async def stop(self) -> None:
        """Let the browsers go and close."""
        await self.board.stop()
        if self._runner:
            await self._runner.cleanup()

    def app(self) -> web.Application:
        """Make the aiohttp application."""
        app = web.Application(middlewares=[_guarded])
        app.add_routes(
            [
                web.get("/live", self.live),
                web.get("/ready", self.ready),
                web.get("/metrics", make_aiohttp_handler(metrics.REGISTRY)),
            ]
        )
        if self._alerts:
            app.add_routes(self._pages_of_the_board())
        return app

    def _pages_of_the_board(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.front),
            web.get("/actors", self.actors),
            web.get("/actors/{id}", self.actor),
            web.get("/alerts/{id}", self.alert),
            web.get("/events", self.events),
            web.get("/api/alerts", self.api_alerts),
            web.get("/api/actors/{id}", self.api_actor),
            web.static("/static", STATIC),
            web.get("/favicon.ico", self.favicon),
        ]

    async def front(self, request: web.Request) -> web.Response:
        """Show the newest alerts."""
        return _html(self._pages.front(self.board.alerts(), request.query.get("desk", "")))

    async def actors(self, request: web.Request) -> web.Response:
        """List the actors on whom most has happened."""
        return _html(self._pages.actors(self.board.top(100)))

    async def actor(self, request: web.Request) -> web.Response:
        """Show one actor."""
        state = self.board.state(request.match_info["id"])
        if state is None:
            raise self._missing("Nothing is known of this actor.")
        return _html(self._pages.actor(state, self.board.name_of, self.board.alert))

    async def alert(self, request: web.Request) -> web.Response:
        """Show one alert with all its evidence."""
        alert = self.board.alert(request.match_info["id"])
        if alert is None:
            raise self._missing("This alert is not among the newest; `demarche explain` finds all that are kept.")
        return _html(self._pages.alert(alert))

    async def api_alerts(self, request: web.Request) -> web.Response:
        """Give the newest alerts as JSON."""
        return web.Response(
            body=b"[" + b",".join(codec.encode(a) for a in self.board.alerts(100)) + b"]",
            content_type="application/json",
        )

    async def api_actor(self, request: web.Request) -> web.Response:
        """Give one actor's state as JSON."""
        state = self.board.state(request.match_info["id"])
        if state is None:
            raise web.HTTPNotFound(text='{"error": "no such actor"}', content_type="application/json")
        return _json(state)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Send alerts as they come (server-sent events; the data is the alert's HTML row)."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue = self.board.listen()
        try:
            for missed in self.board.since(request.headers.get("Last-Event-ID", "")):
                await response.write(_event(missed, self._pages.row(missed)))
            while True:
                try:
                    alert = await asyncio.wait_for(queue.get(), PING_S)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if alert is None:
                    break
                await response.write(_event(alert, self._pages.row(alert)))
        except (ConnectionResetError, asyncio.CancelledError):  # the browser left, or we stop
            pass
        finally:
            self.board.leave(queue)
        return response

    async def live(self, request: web.Request) -> web.Response:
        """Say whether work goes on; 503 asks for a restart."""
        return _health(self._live())

    async def ready(self, request: web.Request) -> web.Response:
        """Say whether this process does its work now, and if not, how far it has come."""
        return _health(self._ready())

    async def favicon(self, request: web.Request) -> web.FileResponse:
        """Serve the icon that every browser asks for."""
        return web.FileResponse(STATIC / "icon.svg", headers={"Content-Type": "image/svg+xml"})

    def _missing(self, why: str) -> web.HTTPNotFound:
        return web.HTTPNotFound(text=self._pages.missing(why), content_type="text/html")


@web.middleware
async def _guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")


def _health(health: Health) -> web.Response:
    return web.Response(status=200 if health.well else 503, text=f"{health.told}\n")


def _json(record: Record) -> web.Response:
    return web.Response(body=codec.encode(record), content_type="application/json")


def _event(alert: Alert, row: str) -> bytes:
    data = "".join(f"data: {line}\n" for line in row.splitlines())
    return f"id: {alert.id}\nevent: alert\n{data}\n".encode()
