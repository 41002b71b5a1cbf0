"""The feeds that are shipped by region."""

from __future__ import annotations

from collections import Counter

import pytest

from streams.feeds import catalogue
from streams.feeds.audit import states
from streams.feeds.ids import ID
from streams.feeds.opml import same_feed
from streams.feeds.packs import UnknownPackError, names, pack, rows

OWNERS = {"public", "state", "private", "official"}
BASES = {"documented", "pattern", "list"}


def test_every_row_says_who_it_is_and_on_what_its_address_rests() -> None:
    assert len(rows()) >= 400
    for feed in rows():
        assert ID.fullmatch(feed.id) and not catalogue.wrong(feed), feed.id
        assert feed.name and feed.lang and feed.owner in OWNERS and feed.basis in BASES, feed.id
        assert feed.country in states() or (feed.region == "world" and not feed.country), feed.id


def test_no_feed_stands_there_twice() -> None:
    feeds = pack("all")
    for counted in (Counter(feed.id for feed in feeds), Counter(same_feed(feed.url) for feed in feeds)):
        assert [name for name, count in counted.items() if count > 1] == []


def test_packs_are_regions_and_world_holds_the_bundled_catalogue() -> None:
    assert {"all", "africa", "europe", "world"} <= set(names())
    assert all(feed in pack("world") for feed in catalogue.load())
    assert all(feed.region == "africa" for feed in pack("africa"))
    assert len(pack("all")) == len(rows()) + len(catalogue.load())
    with pytest.raises(UnknownPackError, match="africa"):
        pack("atlantis")


def test_a_pack_can_be_written_and_read_again() -> None:
    assert catalogue.read(catalogue.write(pack("oceania"))) == pack("oceania")
