"""An article as it was published to the log, and its head: the same without the text."""

from __future__ import annotations

from typing import Annotated

from agents.limits import (
    FINGERPRINT,
    LINES,
    RELAYS,
    Count,
    Family,
    FeedId,
    Guid,
    Hash,
    Id,
    Language,
    Name,
    Text,
    Title,
    Url,
    most,
)
from agents.records.record import Record, Trust, Utc


class Article(Record):
    """One revision of one article, as a poller or `demarche replay` published it.

    `text` begins with the headline as its first paragraph, so one space of offsets serves for both.
    `published_trust` says where `published_at` comes from: the feed (`stated`), the feed but moved back
    from the future (`clamped`), or the time of fetching where the feed named none (`fetched`).
    `publisher` is whom the entry itself names as its source; empty where it is the feed's own.  It is `revised` where
    whoever publishes it knows that it was published before in other words.
    `whole`: the text is that of the article's page, where the feed carried less.
    """

    id: Id
    revision: Id
    feed_id: FeedId
    url: Url
    title: Title
    text: Text
    published_at: Utc
    fetched_at: Utc
    published_trust: Trust = "stated"
    guid: Guid = ""
    outlet: Name = ""
    publisher: Name = ""
    lang: Language = ""
    author: Name = ""
    whole: bool = False
    revised: bool = False
    fingerprint: Annotated[tuple[Hash, ...], most(FINGERPRINT)] = ()

    @property
    def key(self) -> str:
        return self.id


class ArticleHead(Record):
    """What a finding needs to say where it was read: an article without its text.

    `publisher` is the family that answers for it, `relays` are those whose report it says it is.  Of what was `revised`
    it says whether it `corrects` or withdraws by its own words, and its sentences, hashed; `chars` its text has.
    """

    id: Id
    revision: Id
    feed_id: FeedId
    url: Url
    title: Title
    published_at: Utc
    fetched_at: Utc
    outlet: Name = ""
    publisher: Family = ""
    relays: Annotated[tuple[Family, ...], most(RELAYS)] = ()
    state_run: bool = False
    lang: Language = ""
    revised: bool = False
    corrects: bool = False
    chars: Count = 0
    lines: Annotated[tuple[Hash, ...], most(LINES)] = ()
    fingerprint: Annotated[tuple[Hash, ...], most(FINGERPRINT)] = ()
