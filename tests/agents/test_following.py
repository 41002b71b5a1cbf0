"""Articles through the worker's own agents in memory: each happening once, with all who told it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from makers import make_article

from agents.fingerprint import fingerprint
from agents.following import Following
from agents.identity import digest
from agents.lexicon import load
from agents.records import Article

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = (
    "Norway expelled two Russian diplomats on Monday.\n\nThey have to leave within a week, the ministry in Oslo said."
)
OTHER = "Two diplomats of Russia were expelled by Norway on Monday, officials said. The embassy had no comment on it."


def article(name: str, text: str, hours: float = 0) -> Article:
    at, title = DAY + timedelta(hours=hours), text.partition("\n")[0]
    own = {"id": digest(name), "outlet": name, "url": f"https://{name}.example/1", "fingerprint": fingerprint(text)}
    return make_article(text, title, published_at=at, fetched_at=at, **own)


def rows(*articles: Article) -> list[dict[str, Any]]:
    following = Following(load())
    for one in articles:
        following.follow(one)
    return list(following.rows())


def test_a_happening_is_one_line_however_many_tell_it() -> None:
    (row,) = rows(article("Harbour", FIRST), article("Quay", OTHER, 2))
    assert (row["kind"], row["desk"], row["sources"], row["targets"]) == ("expulsion", "talks", ["NOR"], ["RUS"])
    assert (row["independent"], row["copies"], row["confirmed"], row["update"]) == (2, 0, True, "corroborated")
    assert row["articles"] == [digest("Harbour"), digest("Quay")]
    assert (row["day"], row["status"]) == ("2026-03-02", "done")


def test_one_source_is_no_confirmation() -> None:
    (row,) = rows(article("Harbour", FIRST), article("Quay", FIRST, 2))
    assert (row["independent"], row["confirmed"], row["update"]) == (1, False, "new")


def test_nothing_is_told_of_what_is_old() -> None:
    assert rows(article("Harbour", "In 2014 Norway expelled two Russian diplomats.")) == []


def test_a_turn_is_a_mark() -> None:
    lifted = "Norway lifted its sanctions on Iran on Friday, the government in Oslo said."
    imposed = "Norway imposed sanctions on Iran on Tuesday, the government in Oslo said."
    found = rows(article("Harbour", imposed), article("Quay", lifted, 24 * 11))
    assert [(r["kind"], (r["turn"] or {}).get("from")) for r in found] == [
        ("sanctions_imposed", None),
        ("sanctions_lifted", "sanctions_imposed"),
    ]
