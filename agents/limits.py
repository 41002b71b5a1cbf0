"""How much every field of every record may hold, said once.

The records are declared with these types: what comes in is held against them where it is decoded, what we make
ourselves by `agents.clipping`.  Text too long is cut with a mark, an address is left out; an id, a key or a code is
refused, for half of it would be another's.  What a text may fill as JSON stands beside its characters, so the counts
bound the bytes of a state, an outbox, a delta and an alert (tests/house/test_limits.py).  Imports nothing of ours.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

MESSAGE = 898_000  # bytes of one record: Kafka's usual limit is a megabyte, and the key and the batch want room


def prose(chars: int, size: int = 0) -> Meta:
    """Declare text that may be cut: so many characters, and twice as many bytes (all of Cyrillic) unless told."""
    return Meta(max_length=chars, extra={"bytes": size or 2 * chars, "over": "cut"})


def exact(chars: int) -> Meta:
    """Declare what is itself only when it is whole: so many characters, and as many bytes."""
    return Meta(max_length=chars, extra={"bytes": chars, "over": "refuse"})


def whole(chars: int) -> Meta:
    """Declare what is of no use in part, and may be missing: left out where it is longer."""
    return Meta(max_length=chars, extra={"bytes": chars, "over": "drop"})


def most(items: int, size: int = 0) -> Meta:
    """Declare how many items a row or a table may have, and how many bytes they may fill where that is less.

    The bytes are kept by whoever makes the record (`agents.clipping.fitting`): each item may fill its own cap, all of
    them together may not.
    """
    return Meta(max_length=items, extra={"bytes": size} if size else None)


# What may not be cut.
Id = Annotated[str, exact(64)]  # of articles and revisions, which others may name
Digest = Annotated[str, exact(32)]  # of what only we name: findings, incidents, alerts; 24 digits
ActorId = Annotated[str, exact(72)]
FeedId = Annotated[str, exact(64)]
Code = Annotated[str, exact(32)]  # names of kinds, rules, objects, versions, days
Digit = Annotated[str, exact(1)]
Day = Annotated[str, exact(10)]
Version = Annotated[str, exact(200)]  # of code, lexicon and model together
Lane = Annotated[str, exact(24)]
Topic = Annotated[str, exact(249)]  # as in Kafka

# What is left out where it is too long.
Url = Annotated[str, whole(640)]
URL_CHARS = 400
ShortUrl = Annotated[str, whole(URL_CHARS)]  # as a report keeps it
Language = Annotated[str, whole(35)]  # as in BCP 47
Validator = Annotated[str, whole(1_000)]  # of a feed's server; it is not sent back then
Raw = Annotated[str, whole(270_000)]  # bytes of a reject, as base64

# What may be cut.
TEXT_CHARS = 100_000
Text = Annotated[str, prose(TEXT_CHARS, 6 * TEXT_CHARS)]  # whatever it is written in
HEADING_CHARS = 500
Title = Annotated[str, prose(HEADING_CHARS)]
Guid = Annotated[str, prose(1_000)]
Name = Annotated[str, prose(80)]
FAMILY_CHARS = 40
Family = Annotated[str, prose(FAMILY_CHARS, FAMILY_CHARS)]  # of publishers: mostly ids
Phrase = Annotated[str, prose(400)]  # the words that stand for somebody
TIME_CHARS = 60
TimeWords = Annotated[str, prose(TIME_CHARS)]  # the words that say when
Subject = Annotated[str, prose(128)]  # the id of what was refused, for which it may have been too long
HEADLINE_CHARS = 400
Headline = Annotated[str, prose(HEADLINE_CHARS)]
TITLE_CHARS = 150  # of an article's title kept in a report
ShortTitle = Annotated[str, prose(TITLE_CHARS)]
REPORT_CHARS = 180
ShortSentence = Annotated[str, prose(REPORT_CHARS)]  # as a report keeps it
SENTENCE_CHARS = 280
Sentence = Annotated[str, prose(SENTENCE_CHARS)]
QUOTE_CHARS = 400
Words = Annotated[str, prose(QUOTE_CHARS)]
Told = Annotated[str, prose(2_000)]  # an error, with the end of its traceback

# Numbers.
Count = Annotated[int, Meta(ge=0, le=10**12)]
Offset = Annotated[int, Meta(ge=0, le=1_000_000)]  # characters of a text
Position = Annotated[int, Meta(ge=-1, le=2**63 - 1)]  # in a log
Hash = Annotated[int, Meta(ge=0, le=2**32 - 1)]
Hour = Annotated[int, Meta(ge=0, le=23)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Score = Annotated[float, Meta(ge=-10.0, le=10.0)]  # Goldstein's
Change = Annotated[float, Meta(ge=-20.0, le=20.0)]  # of a score
Seconds = Annotated[float, Meta(ge=0.0, le=2_592_000.0)]
Span = tuple[Offset, Offset]

# How many of each: in what is read of one article ...
SIGNALS = 200
QUOTES = 200
MENTIONS = 300
PARTIES = 3  # on one side of a deed
SPANS = 100  # of one mention
PIECES = 100  # of one quote
STEPS_TOLD = 16  # the ways by which a speaker was found, and other candidates
FINGERPRINT = 64
LINES = 200  # sentences of a revision by which it is told whether it still says what was read
RELAYS = 3  # outlets whose report an article says it is
ORIGINS = 2 + RELAYS  # whoever's words it may be
ACTORS = 2_000
COACTORS = 6
HEAD_WORDS = 48  # hashes of words of an article's head
LEADING = 8  # actors, and families of kinds, in the head of an article
DELTAS_WEIGHT = 290  # actors, quotes and deeds in one message of deltas, each of less than 3,050 bytes
# ... in the state of one actor ...
DAYS = 30  # days of mention counts
ARTICLES = 48  # articles remembered, so that a revision can replace what it superseded
UTTERANCES = 20
REPORTS, REPORTS_SIZE = 124, 280_000  # of all incidents together
TELLINGS = 16  # of one incident: the first of each publisher family before any second; counts of sources stop there
EVIDENCE = 8  # reports shown with an alert
SKETCH = 16  # values of the article's fingerprint kept in a report
HEADS, HEADS_SIZE = 48, 90_000  # articles that name the actor in title or lead, by their gist
STEPS, STEPS_SIZE = 240, 110_000  # what an actor did and suffered in the weeks that can still be taken back
RELATIONS, RELATIONS_SIZE = 80, 90_000
OBJECTS = 12  # last words of one relation
QUADS = 4
LIVES, LIVES_SIZE = 200, 60_000  # alerts whose last revision is remembered
RAISED = 16  # revisions of alerts of one actor by one article
OUTBOX, OUTBOX_SIZE = 20, 130_000
GONE = 32  # incidents that are no more and may not be buried yet
FENCES = 1_024  # partitions times generations of the articles topic
# ... and in a feed.
SEEN = 2_000  # entries remembered, the newest kept
NAMES = 2_000  # further names (guids, texts) under which entries are known
REASONS = 24  # why entries were not published
HEADERS = 12  # of the operator's own
