"""Rows are plain: they pass between processes, refusals too."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

from streams.feeds.rows import Document, RefusedError, Row


def test_a_document_survives_the_way_between_processes() -> None:
    document = Document("rss", rows=(Row("T", published=datetime(2025, 1, 6, tzinfo=UTC)),))
    assert pickle.loads(pickle.dumps(document)) == document


def test_a_refusal_survives_it_with_its_reason() -> None:
    refusal = pickle.loads(pickle.dumps(RefusedError("not-a-feed", "an error page")))
    assert (refusal.reason, str(refusal)) == ("not-a-feed", "refused: not-a-feed: an error page")
    assert str(RefusedError("empty")) == "refused: empty"
