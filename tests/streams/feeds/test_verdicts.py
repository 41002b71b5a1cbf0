"""What came of a poll, in one word."""

from __future__ import annotations

import pytest

from streams.feeds.fetch import Answer
from streams.feeds.rows import Document, Row
from streams.feeds.verdicts import verdict_of

URL = "https://desk.example/"
ROWS = (Row("T"),)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        ("status: 404", "status-404"),
        ("dns: no such name", "dns"),
        ("timeout: no full answer in 30 s", "timeout"),
        ("forbidden: 10.0.0.1 is not a public address", "forbidden"),
        ("document refused: html: a web page", "html"),
        ("document timeout: more than 5 s", "timeout"),
        ("", "http"),
    ],
)
def test_a_failure_is_named_by_its_cause(error: str, verdict: str) -> None:
    assert verdict_of(Answer("error", URL, error=error), None, 0, 0) == verdict


@pytest.mark.parametrize(
    ("document", "new", "revised", "verdict"),
    [
        (Document("rss", rows=ROWS), 1, 1, "new"),
        (Document("rss", rows=ROWS), 0, 1, "revised"),
        (Document("rss", rows=ROWS), 0, 0, "nothing-new"),
        (Document("rss"), 0, 0, "no-entries"),
        (Document("sitemap", leads=(URL,)), 0, 0, "index-empty"),
    ],
)
def test_a_document_is_named_by_what_was_in_it(document: Document, new: int, revised: int, verdict: str) -> None:
    assert verdict_of(Answer("changed", URL, 200), document, new, revised) == verdict


def test_an_unchanged_document_is_told_from_the_same_bytes_sent_again() -> None:
    assert verdict_of(Answer("not_modified", URL, 304), None, 0, 0) == "unchanged"
    assert verdict_of(Answer("not_modified", URL, 200), None, 0, 0) == "same-bytes"
    assert verdict_of(Answer("gone", URL, 410), None, 0, 0) == "gone"
