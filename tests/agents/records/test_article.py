"""Articles and their heads: one key for all revisions, and the same fields in both."""

from __future__ import annotations

import msgspec
import pytest
from makers import make_article, make_head
from msgspec.structs import fields

from agents.records import Article, ArticleHead


def test_all_revisions_of_an_article_have_one_key() -> None:
    first, second = (make_article(f"{words} text.", id="a") for words in ("Old", "New"))
    assert first.revision != second.revision
    assert first.key == second.key == "a"


def test_a_head_is_the_article_without_its_text_guid_and_trust() -> None:
    article = {f.name: (f.type, f.default) for f in fields(Article)}
    head = {f.name: (f.type, f.default) for f in fields(ArticleHead)}
    assert article.keys() - head.keys() == {"text", "guid", "published_trust", "author", "whole"}
    told = head.keys() - article.keys()
    assert told == {"relays", "state_run", "corrects", "chars", "lines"}, "what is found out about it"
    assert {n: f for n, f in head.items() if n not in told and n != "publisher"}.items() <= article.items()


def test_an_article_that_says_little_is_small() -> None:
    row = msgspec.to_builtins(make_article("Text.", outlet=""))
    assert row.keys() == {"id", "revision", "feed_id", "url", "title", "text", "published_at", "fetched_at"}
    assert make_article("Text.").published_trust == "stated"


@pytest.mark.parametrize("trust", ["stated", "clamped", "fetched"])
def test_how_far_a_date_is_trusted_is_kept(trust: str) -> None:
    article = make_article("Text.", published_trust=trust)
    assert msgspec.convert(msgspec.to_builtins(article), Article).published_trust == trust


def test_equal_heads_are_equal_and_cannot_be_changed() -> None:
    assert make_head() == make_head() != make_head(revision="2")
    with pytest.raises(AttributeError):
        make_head().title = "other"  # type: ignore[misc]
