"""Each text of what comes in, at its cap and above, through reader, tracker and poller: cut, left out or set aside.

No Kafka is needed: the values are what an inlet or a fetch would give.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from fake_stream import Stream
from long_values import Field, row_with, texts
from makers import make_article, make_deed, make_delta, make_deltas, make_head

from agents.clipping import MARK
from agents.lexicon import load
from agents.lexicon.alerts import load_rules
from agents.limits import MESSAGE
from agents.reader import Reader
from agents.records import ActorState, Article, Deltas, Entry, Feed, Findings, Record, Reject, Said
from agents.tracker import Tracker
from streams import codec
from streams.engine.inlet import Inlet
from streams.feeds.articles import harvest
from streams.feeds.fetch import Answer
from streams.feeds.poll import Poll
from streams.feeds.replayed import replayed
from streams.feeds.rows import Document, Row

NOW = datetime(2025, 10, 15, 12, tzinfo=UTC)
ARTICLE = make_article(
    "South Korea broke off trade talks with Chile on Thursday, its foreign ministry said.",
    title="Seoul breaks off talks", guid="g", lang="en",
)  # fmt: skip
SAID = Said(id="q", text="No.", start=0, end=3, speaker="S", cue="said", type="direct", modality="negated")
DEED = make_deed(attributed_to="the Post", place="Geneva")
DELTAS = make_deltas(
    make_head(lang="en"), make_delta(DEED, quotes=(SAID,), coactors=("RUS",)), lane="1.0", position=3
)  # fmt: skip
READER = Reader(load())


def of(record: Record) -> list[Any]:
    return [pytest.param(field, id=field.name) for field in texts(record)]


def written(record: Record, field: Field, value: str) -> bytes:
    """Write a message as somebody else might, who knows no caps."""
    return orjson.dumps(row_with(record, field, value))


async def read(*values: bytes) -> list[Record]:
    found: list[Record] = []

    async def set_aside(reject: Reject) -> None:
        found.append(reject)

    async for output in READER.read(Inlet(Stream(*values), Article, "reader", set_aside)):
        found.append(output)
    return found


async def tracked(*values: bytes) -> list[Record]:
    found: list[Record] = []
    table: dict[str, Entry] = {}

    async def set_aside(reject: Reject) -> None:
        found.append(reject)

    async for output in Tracker(table, load_rules()).track(Inlet(Stream(*values), Deltas, "tracker", set_aside)):
        found.append(output)
    found += table.values()
    return found


def filler(field: Field, length: int) -> str:
    return ("https://x.example/" + "x" * length)[:length] if field.name.endswith("url") else "x" * length


def within(found: list[Record]) -> bool:
    return all(len(codec.encode(record)) < MESSAGE for record in found)


@pytest.mark.parametrize("field", of(ARTICLE))
async def test_the_reader_takes_every_field_of_an_article_up_to_its_cap(field: Field) -> None:
    found = await read(written(ARTICLE, field, filler(field, field.chars)))
    assert isinstance(found[0], Findings)
    assert within(found)


@pytest.mark.parametrize("field", of(ARTICLE))
@pytest.mark.parametrize("more", [1, 700_000])
async def test_above_it_an_article_is_shortened_or_set_aside(field: Field, more: int) -> None:
    found = await read(written(ARTICLE, field, filler(field, field.chars + more)), codec.encode(ARTICLE))
    if field.over == "refuse":
        assert isinstance(found[0], Reject)
        assert (found[0].stage, found[0].reason) == ("reader", "too-long")
    else:
        assert isinstance(found[0], Findings)
        if hasattr(found[0].article, field.name) and field.name != "lang":  # what is not stated is told by the words
            kept = getattr(found[0].article, field.name)
            assert kept == "" if field.over == "drop" else kept.endswith(MARK)
    assert isinstance(found[-1], Deltas), "the next article is read"
    assert within(found)


async def test_too_many_fingerprints_are_shortened() -> None:
    row = orjson.loads(codec.encode(ARTICLE)) | {"fingerprint": list(range(100_000))}
    findings, *_ = await read(orjson.dumps(row))
    assert isinstance(findings, Findings)
    assert findings.article.fingerprint == tuple(range(64))


@pytest.mark.parametrize("field", of(DELTAS))
async def test_the_tracker_takes_every_field_of_a_delta_up_to_its_cap(field: Field) -> None:
    found = await tracked(written(DELTAS, field, filler(field, field.chars)))
    assert isinstance(found[0], ActorState)
    assert within(found)


@pytest.mark.parametrize("field", of(DELTAS))
@pytest.mark.parametrize("more", [1, 700_000])
async def test_above_it_a_delta_is_shortened_or_set_aside(field: Field, more: int) -> None:
    found = await tracked(written(DELTAS, field, filler(field, field.chars + more)), codec.encode(DELTAS))
    if field.over == "refuse":
        assert isinstance(found[0], Reject)
        assert (found[0].stage, found[0].reason) == ("tracker", "too-long")
    assert isinstance(found[-1], Entry), "the next message is folded"
    assert within(found)


LONG = "x" * 1_100_000
LINK = "https://desk.example/"
FEED = Feed(id="desk", url="https://desk.example/feed")


@pytest.mark.parametrize(
    "row",
    [
        Row(LONG, LINK, "d", NOW, "He left."),
        Row("T", LINK + LONG, "d", NOW, "He left."),
        Row("T", LINK, LONG, NOW, "He left."),
        Row("T", LINK, "d", NOW, LONG),
        Row("T", LINK, "d", NOW, "\x01" * 1_100_000),
        Row("T", LINK, "d", NOW, "He left.", lang=LONG),
    ],
    ids=["title", "link", "id", "text", "controls", "lang"],
)
@pytest.mark.parametrize("title", ["The Desk", LONG], ids=["", "channel"])
async def test_the_poller_publishes_what_a_message_can_hold(row: Row, title: str) -> None:
    published: list[Record] = []

    async def fetch(feed: Feed, url: str = "") -> Answer:
        return Answer("changed", feed.url, 200, {"etag": LONG, "last-modified": LONG}, b"body")

    async def parse(*_: Any) -> Document:
        return Document("rss", title=title, lang=LONG, site=LINK, rows=(row,))

    async def publish(topic: str, record: Record) -> None:
        published.append(record)

    feed = await Poll(fetch, parse, publish, lambda: NOW, 900).once(FEED)
    article, state = published
    assert isinstance(article, Article)
    assert codec.decode(codec.encode(article), Article) == article, "within its caps"
    assert isinstance(state, Feed)
    assert codec.decode(codec.encode(state), Feed) == state == feed
    assert feed.poll is not None
    assert feed.poll.etag == feed.poll.last_modified == "", "half a validator would match nothing"
    assert feed.poll.seen == {article.id: article.revision}, "it is not published again with the next poll"
    assert within(published)


def test_what_is_cut_is_marked_and_the_text_still_begins_with_the_title() -> None:
    (article,) = harvest(FEED, Document("rss", title=LONG, rows=(Row(LONG, LINK, "d", NOW, "He left."),)), NOW).articles
    assert article.title.endswith(MARK)
    assert article.outlet.endswith(MARK)
    assert article.text == f"{article.title}\n\nHe left."


async def test_an_error_of_a_mile_is_cut_in_the_feeds_state() -> None:
    async def fetch(feed: Feed, url: str = "") -> Answer:
        return Answer("error", feed.url, error=LONG)

    async def never(*_: Any) -> Any:
        raise AssertionError

    async def publish(topic: str, record: Record) -> None:
        assert within([record])

    feed = await Poll(fetch, never, publish, lambda: NOW, 900).once(FEED)
    assert feed.poll is not None
    assert feed.poll.last_error.endswith(MARK)


@pytest.mark.parametrize("name", ["title", "url", "id", "text", "lang", "source"])
def test_a_replayed_row_keeps_within_the_caps(name: str) -> None:
    article = replayed({"text": "He left.", "title": "T", name: LONG}, NOW)
    assert codec.decode(codec.encode(article), Article) == article


def test_a_replayed_row_of_a_feed_with_too_long_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="feed_id"):
        replayed({"text": "He left.", "feed_id": LONG}, NOW)
