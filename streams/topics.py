"""Every topic of the program, as data; `demarche topics apply` and every start make them, before anything is sent.

All keyed topics and the table share one partition count, since a key must fall on the same partition in each; an
incident lies on that of its owner, who alone writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.alerts import DESKS
from agents.records import ActorState, Alert, Article, Deltas, Entry, Feed, Findings, Incident, Record, Reject
from streams.tables.basis import Basis

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what it carries, how it is keyed and how long (`retention_ms` None: for ever)."""

    name: str
    record: type[Record]
    key: str
    means: str
    cleanup: Literal["delete", "compact"] = "delete"
    retention_ms: int | None = None
    keyed: bool = True


FEEDS = Topic("demarche.feeds", Feed, "feed id", "what to poll, and its poll state", "compact")
ARTICLES = Topic(
    "demarche.articles",
    Article,
    "article id",
    "articles as polled; a new revision is a new record",
    retention_ms=7 * DAY_MS,
)
FINDINGS = Topic(
    "demarche.findings", Findings, "article id", "what an article names, quotes and reports", retention_ms=30 * DAY_MS
)
DELTAS = Topic(
    "demarche.deltas", Deltas, "actor id", "internal: what concerns each actor of a partition", retention_ms=7 * DAY_MS
)
ACTORS = Topic("demarche.actors", ActorState, "actor id", "the state of every actor", "compact")
INCIDENTS = Topic(
    "demarche.incidents", Incident, "incident id", "every happening with its reports, also those of no alert", "compact"
)
TABLES = Topic("demarche.tables", Basis, "table", "what each table was made from, to see when that is gone", "compact")
REJECTS = Topic(
    "demarche.rejects",
    Reject,
    "reject id",
    "what could not be read, with reason, origin and bytes",
    retention_ms=30 * DAY_MS,
    keyed=False,
)
ALERTS = tuple(
    Topic(f"demarche.alerts.{desk}", Alert, "actor id", means, retention_ms=90 * DAY_MS)
    for desk, means in DESKS.items()
)

# What travels as records in an envelope, for everybody to read.
TOPICS = (FEEDS, ARTICLES, FINDINGS, DELTAS, ACTORS, INCIDENTS, TABLES, *ALERTS, REJECTS)

GROUP = "demarche"  # consumer group of the workers, and the Faust app's id
POLLERS = "demarche-pollers"  # consumer group that shares the feeds among pollers
TABLE = "actors"
CHANGELOG = f"{GROUP}-{TABLE}-changelog"  # named as Faust names it

TABLE_LOG = Topic(CHANGELOG, Entry, "actor id", "internal: the table `actors`, as a worker recovers it", "compact")
MADE = (*TOPICS, TABLE_LOG)


def alerts_topic(desk: str) -> str:
    """Name the topic of a desk."""
    return f"demarche.alerts.{desk}"
