"""Records -> HTML, every value escaped.  The templates lie beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agents.alerts import DESKS
from agents.incidents import sources
from agents.records import ActorState, Alert
from agents.state import coactors


class Pages:
    """Renders the pages."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(when=when, link=link, words=words, signed=signed)
        self._environment.globals.update(desks=DESKS, sources=sources, coactors=coactors)

    def front(self, alerts: Sequence[Alert], desk: str) -> str:
        """Render the newest alerts, of one desk if it is named."""
        shown = [a for a in alerts if not desk or a.desk == desk]
        return self._render("front.html", alerts=shown, desk=desk)

    def row(self, alert: Alert) -> str:
        """Render one alert as it stands in the list."""
        return self._render("row.html", alert=alert)

    def alert(self, alert: Alert) -> str:
        """Render one alert with all its evidence."""
        return self._render("alert.html", alert=alert)

    def actors(self, states: Sequence[ActorState]) -> str:
        """Render the list of actors."""
        return self._render("actors.html", states=states)

    def actor(self, state: ActorState) -> str:
        """Render one actor."""
        relations = sorted(state.relations.values(), key=lambda r: (r.last_at, r.counterpart), reverse=True)
        return self._render("actor.html", state=state, relations=relations)

    def _render(self, template: str, **values: object) -> str:
        return self._environment.get_template(template).render(values)


def when(moment: datetime | None) -> str:
    """Write a moment as people read it: `22 Oct 2025 19:10`."""
    return f"{moment:%-d %b %Y %H:%M}" if moment else ""


def link(url: str) -> str:
    """Let only web addresses become links."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def words(name: str) -> str:
    """Write a signal's name as words."""
    return name.replace("_", " ")


def signed(number: float) -> str:
    """Write a score with its sign, a true minus among them."""
    return f"{number:+.1f}".replace("-", "−")
