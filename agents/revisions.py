"""What a further wording of an article takes back of what the former told.

A wording that only lengthens corrects nothing: what it still says stands, however it was read in its new company.  What
it says no more is taken back, unless it is shorter, as when a feed goes back to its teaser; what corrects or withdraws
by its own words takes back whatever it does not tell again.  Called by `agents.state`; pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from agents.records import ArticleHead, Contribution, Report

_BEGINNING = 120  # characters by which a sentence is known: fewer than a report keeps of it


def line_of(sentence: str) -> int:
    """Give the hash by which a sentence is known again."""
    return crc32(" ".join(sentence.split())[:_BEGINNING].encode("utf-8", "replace"))


def standing(
    reports: Iterable[Report], fresh: Iterable[Report], known: Contribution | None, article: ArticleHead
) -> list[Report]:
    """Give the reports of a former wording that the new one does not take back; `fresh` are its own."""
    if known is None or article.corrects or not article.revised:
        return []
    is_shorter = article.chars < known.chars
    told_again = {(r.family, r.parties) for r in fresh}
    return [
        r
        for r in reports
        if (is_shorter or line_of(r.sentence) in article.lines) and (r.family, r.parties) not in told_again
    ]
