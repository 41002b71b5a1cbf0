"""What an article says of a deed, and of what it is by its head, as the state of an actor keeps it.

Called by `agents.state`, `agents.clusters` and `agents.incidents`; pure.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from agents import sources
from agents.clipping import cut, fits
from agents.limits import FAMILY_CHARS, REPORT_CHARS, SKETCH, TITLE_CHARS, URL_CHARS
from agents.records import ArticleHead, Deed, Gist, Head, Report

DENIED = "negated"
UNSURE = frozenset({"reported", "announced"})


def report_of(deed: Deed, article: ArticleHead, *, late: bool = False) -> Report:
    """Make an article's report of a deed."""
    told = {name: getattr(deed, name) for name in Deed.__struct_fields__}
    return Report(
        **told | {"sentence": cut(deed.sentence[:REPORT_CHARS], REPORT_CHARS)},
        **_of_article(article),
        late=late,
    )


def _of_article(article: ArticleHead) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "revision": article.revision,
        "at": article.published_at,
        "url": article.url if fits(article.url, URL_CHARS) else "",
        "title": cut(article.title, TITLE_CHARS),
        "outlet": article.outlet,
        "origins": sources.origins_of(article, FAMILY_CHARS),
        "state_run": article.state_run,
        "sketch": article.fingerprint[:SKETCH],
    }


def head_of(gist: Gist, article: ArticleHead) -> Head:
    """Make the head of an article as a state keeps it."""
    told = {name: getattr(gist, name) for name in Gist.__struct_fields__}
    return Head(**told, **_of_article(article))


def name_of(report: Report) -> tuple[str, str]:
    """Name a report among those of a state."""
    return report.article_id, report.id


def order(report: Report) -> tuple[object, ...]:
    """Give the place of a report among others: by its time, then by article and place in it."""
    return report.at, report.article_id, report.start, report.id


def telling(report: Report) -> tuple[object, ...]:
    """Order reports by how well they tell it: in the lead, with all sides, surely, early."""
    return (not report.leads, -min(2, len(report.parties)), -report.confidence, *order(report))


def own_day(report: Report) -> date:
    """Give the day of the deed as told, else that of the report."""
    return date.fromisoformat(report.day) if report.day else report.at.date()
