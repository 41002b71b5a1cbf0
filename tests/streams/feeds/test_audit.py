"""What a set of feeds does not see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson

from agents.records import Feed, PollState, Tally
from streams.feeds.audit import audit, states, told
from streams.feeds.packs import pack

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
STATES = ("FRA", "DEU", "TCD", "NER")


def feed(name: str, country: str, owner: str = "private", **stated: object) -> Feed:
    return Feed(id=name, url=f"https://{name}.com/", country=country, owner=owner, region="x", **stated)  # type: ignore[arg-type]


def test_states_and_pairs_without_a_local_source_are_named() -> None:
    found = audit([feed("a", "FRA"), feed("b", "FRA"), feed("c", "DEU", "state")], STATES, NOW)
    assert (found.uncovered, found.single, found.one_voice) == (("TCD", "NER"), ("DEU",), ("DEU",))
    assert (found.pairs, found.all_pairs) == (1, 6)
    assert audit([feed("a", "FRA", enabled=False)], STATES, NOW).feeds == 0


def test_what_much_hangs_on_is_named() -> None:
    feeds = [Feed(id=f"g{n}", url=f"https://news.google.com/rss/{n}") for n in range(5)]
    assert audit([*feeds, feed("a", "FRA")], STATES, NOW).hubs == {"google.com": 5}


def test_what_failed_its_first_week_is_named() -> None:
    tally = Tally(since=NOW - timedelta(days=8), polls=9)
    lost = feed("lost", "FRA", poll=PollState(tally=tally, last_error="status: 404"))
    well = feed("well", "FRA", poll=PollState(tally=tally, last_success_at=NOW))
    found = audit([lost, well, feed("new", "FRA")], STATES, NOW)
    assert found.failed == {"lost": "status: 404"}
    lines = told(found, {"TCD": "Chad"})
    assert "failed its first week: lost: status: 404" in lines and any("Chad" in line for line in lines)
    assert orjson.loads(orjson.dumps(found.row()))["feeds"] == 3


def test_the_packs_see_most_of_the_world() -> None:
    found = audit(pack("all"), tuple(states()), NOW)
    assert len(states()) > 200 and len(found.uncovered) < 55
    assert not {"CHN", "RUS", "USA", "IND", "IRN", "ISR", "PRK", "UKR"} & set(found.uncovered)
