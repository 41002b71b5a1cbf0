"""Records -> HTML, every value escaped.  The templates lie beside this file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agents.alerts import DESKS
from agents.excerpts import sentence_of, words_of
from agents.incidents import headline, words
from agents.lives import TAKEN_BACK
from agents.records import ActorState, Alert
from agents.state import coactors, incidents_about

SHOWN = 100  # alerts on the front page
LOUDNESS = {"low": 1, "medium": 2, "high": 3, "critical": 4}


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
        self._environment.filters.update(
            when=when,
            day=day,
            link=link,
            words=words,
            signed=signed,
            loud=loud,
            sentence=sentence_of,
            utterance=words_of,
        )
        self._environment.globals.update(desks=DESKS, headline=headline, taken_back=TAKEN_BACK)

    def front(self, alerts: Sequence[Alert], desk: str) -> str:
        """Render the newest alerts, of one desk if it is named."""
        shown = [a for a in alerts if not desk or a.desk == desk][:SHOWN]
        return self._render("front.html", alerts=shown, desk=desk)

    def row(self, alert: Alert) -> str:
        """Render one alert as it stands in the list."""
        return self._render("row.html", alert=alert)

    def alert(self, alert: Alert) -> str:
        """Render one alert with all its evidence."""
        return self._render("alert.html", alert=alert)

    def missing(self, why: str) -> str:
        """Render what is shown where there is nothing."""
        return self._render("missing.html", why=why)

    def actors(self, states: Sequence[ActorState]) -> str:
        """Render the list of actors."""
        return self._render("actors.html", rows=[(s, incidents_about(s)[:1]) for s in states])

    def actor(
        self, state: ActorState, name_of: Callable[[str], str] = str, known: Callable[[str], object] = lambda _: None
    ) -> str:
        """Render one actor; `name_of` gives the name of another, `known` the alert of an incident."""
        return self._render(
            "actor.html",
            state=state,
            beside=[(actor, name_of(actor), n) for actor, n in coactors(state)[:6]],
            relations=sorted(state.relations.values(), key=lambda r: (r.last_at, r.counterpart), reverse=True),
            incidents=incidents_about(state),
            known=known,
        )

    def _render(self, template: str, **values: object) -> str:
        return self._environment.get_template(template).render(values)


def when(moment: datetime | None) -> str:
    """Write a moment as people read it: `22 Oct 2025, 19:10 UTC`."""
    return f"{moment.astimezone(UTC):%-d %b %Y, %H:%M} UTC" if moment else ""


def day(moment: datetime | None) -> str:
    """Write a day: `22 Oct 2025`."""
    return f"{moment.astimezone(UTC):%-d %b %Y}" if moment else ""


def link(url: str) -> str:
    """Let only web addresses become links."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:  # what a feed calls an address
        return ""


def loud(severity: str) -> str:
    """Draw a severity so that it can be told without colours: `●●●○`."""
    return "●" * LOUDNESS[severity] + "○" * (len(LOUDNESS) - LOUDNESS[severity])


def signed(number: float | None) -> str:
    """Write a score with its sign, a true minus among them; nothing where there is none."""
    if number is None:
        return ""
    return f"{number:+.1f}".replace("-", "−") if abs(number) >= 0.05 else "0.0"
