"""How the feeds do, as a table and as rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson

from agents.records import Feed, PollState, Tally
from streams.feeds.status import statuses, table

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)


def feed(name: str, enabled: bool = True, **state: object) -> Feed:
    tally = Tally(
        since=NOW - timedelta(days=2),
        polls=100,
        unchanged=80,
        errors=5,
        articles=30,
        whole=15,
        delay_s=90.0,
        dropped={"seen": 7},
    )
    plain = {"last_poll_at": NOW, "last_success_at": NOW - timedelta(minutes=5), "tally": tally, "verdict": "unchanged"}
    poll = PollState(**plain | {"next_poll_at": NOW + timedelta(minutes=10)} | state)  # type: ignore[arg-type]
    return Feed(id=name, url=f"https://{name}.example/", enabled=enabled, poll=poll)


def test_troubled_feeds_stand_first_and_those_switched_off_last() -> None:
    lost = feed("lost", failures=9, verdict="dns")
    page = feed("page", failures=2, verdict="html")
    found = statuses(
        [feed("well"), Feed(id="fresh", url="https://fresh.example/"), feed("off", False), page, lost], NOW, 900
    )
    assert [(s.id, s.state) for s in found] == [
        ("lost", "dns"), ("page", "html"), ("fresh", "new"), ("well", "well"), ("off", "off"),
    ]  # fmt: skip


def test_what_a_row_says() -> None:
    (row,) = statuses([feed("well")], NOW, 900)
    assert (row.unchanged_share, row.error_share, row.whole_share) == (0.8, 0.05, 0.5)
    assert (row.articles_a_day, row.delay_s, row.interval_s, row.dropped) == (15.0, 90.0, 900, {"seen": 7})
    assert orjson.loads(orjson.dumps(row.row()))["state"] == "well"


def test_the_table_can_be_read() -> None:
    lines = table(statuses([feed("well"), Feed(id="fresh", url="https://fresh.example/")], NOW, 900), NOW)
    assert lines[0].split() == [
        "feed",
        "state",
        "last",
        "well",
        "every",
        "next",
        "304",
        "errors",
        "a",
        "day",
        "delay",
        "whole",
        "not",
        "published",
    ]
    assert lines[2].split("  ")[0] == "well" and "5 min" in lines[2] and "80%" in lines[2] and "7 seen" in lines[2]
    assert lines[1].split()[:3] == ["fresh", "new", "never"]
    assert lines[-1] == "2 feeds: 1 new, 1 well; 30 articles published, 7 times an entry was not"
