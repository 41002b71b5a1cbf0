"""How many independent sources stand behind reports, and which of them are copies.

Two reports are of one source when they come from one publisher, when one is the other's or both are a third's by their
own words, or when their articles resemble each other.  Called by `agents.incidents`; pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.fingerprint import resemblance
from agents.records import ArticleHead, Report

COPY = 0.5  # resemblance from which two texts are one wire story; editors change less than half of its shingles
HEARSAY = "reported"


def counted(reports: Sequence[Report]) -> tuple[int, int]:
    """Count independent sources and copies among reports."""
    groups = grouped(reports)
    return len(groups), len(reports) - len(groups)


def grouped(reports: Sequence[Report]) -> list[list[Report]]:
    """Put together the reports that are of one source, each group in the order given."""
    groups: list[list[Report]] = []
    for report in reports:
        alike = [g for g in groups if any(_same_source(report, r) for r in g)]
        merged = [r for g in alike for r in g] + [report]
        groups = [g for g in groups if g not in alike] + [merged]
    return groups


def are_confirmed(reports: Sequence[Report]) -> bool:
    """Tell whether two independent sources tell it, and not all on the word of the accuser."""
    return len(grouped(reports)) > 1 and any(r.status != HEARSAY for r in reports)


def origins_of(article: ArticleHead, chars: int) -> tuple[str, ...]:
    """Give everybody whose words an article may be: its publisher, and whom it relays."""
    publisher = (article.publisher or article.outlet)[:chars]
    return tuple(dict.fromkeys(origin for origin in (publisher, *article.relays) if origin))


def _same_source(a: Report, b: Report) -> bool:
    return not set(a.origins).isdisjoint(b.origins) or resemblance(a.sketch, b.sketch) >= COPY
