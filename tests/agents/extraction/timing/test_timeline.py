"""Deeds of whole texts; single sentences are the matter of tests/corpus/when.jsonl."""

from datetime import UTC, datetime

import msgspec
import pytest
from growth import LINEAR, growth

from agents.extraction import parse_of
from agents.extraction.text import Text
from agents.extraction.timing.timeline import Timeline
from agents.lexicon.times import Times
from agents.limits import TIME_CHARS
from agents.records import When

TODAY = datetime(2024, 3, 20, 9, tzinfo=UTC)
STORY = "In 2014 they fell out. Oman closed the border. It expelled the consul. On Monday Oman recalled its envoy."


def timeline(body: str, times: Times, today: datetime | None = TODAY) -> Timeline:
    text = Text(body, lang="en")
    parse = parse_of(text)
    assert parse is not None
    return Timeline(text, parse, today, times)


def when(body: str, words: str, times: Times, today: datetime | None = TODAY) -> When:
    at = body.index(words)
    text = Text(body, lang="en")
    return timeline(body, times, today).when(*text.sentence_span(at), (at, at + len(words)))


@pytest.mark.parametrize(
    ("words", "news"), [("fell out", "old"), ("closed", "old"), ("expelled", "old"), ("recalled", "news")]
)
def test_an_old_story_stays_old_until_a_day(words: str, news: str, times: Times) -> None:
    assert when(STORY, words, times).news == news


def test_the_order_of_asking_changes_nothing(times: Times) -> None:
    asked = timeline(STORY, times)
    places = [(STORY.index(w), STORY.index(w) + len(w)) for w in ("recalled", "expelled", "closed", "fell")]
    there = [asked.when(*place, place) for place in places]
    back = [timeline(STORY, times).when(*place, place) for place in reversed(places)]
    assert there == back[::-1]


@pytest.mark.parametrize(
    ("body", "words", "news"),
    [
        ("Oman expelled the consul, the third expulsion this year.", "expelled", "undated"),
        ("Oman closed the border, the first such step since 2019.", "closed", "undated"),
        ("Oman expelled the consul this month.", "expelled", "recent"),
        ("After the revolt of 1979 Oman cut off supplies.", "cut", "old"),
        ("Oman refused to end the blockade of the port in 1963.", "refused", "old"),
        ("In the 1980s Oman supplied the rebels.", "supplied", "old"),
        ("In the sixties Oman promised Chad ships.", "promised", "old"),
        ("Oman fined the bank under a law of 1987.", "fined", "undated"),
        ("The journey of 1972 turned everything upside down.", "turned", "old"),
        ("Oman and Chad last met in Nairobi.", "met", "old"),
    ],
)
def test_times_that_count_and_times_of_long_ago(body: str, words: str, news: str, times: Times) -> None:
    assert when(body, words, times).news == news


def test_an_old_story_does_not_reign_for_ever(times: Times) -> None:
    body = "In 2014 they fell out. " + "It rained on the town. " * 12 + "Oman closed the border."
    assert when(body, "closed", times).news == "undated"


def test_it_goes_out_as_json_with_from_and_to(times: Times) -> None:
    found = when(STORY, "recalled", times)
    expected = {"from": "2024-03-18", "to": "2024-03-18", "read": "On Monday", "news": "news"}
    assert msgspec.to_builtins(found) == expected


def test_days_of_a_kind(times: Times) -> None:
    body = "Chad closed its border on Friday."
    asked = timeline(body, times)
    assert asked.when(0, len(body), (5, 11)).news == "recent"
    assert asked.when(0, len(body), (5, 11), days=7).news == "news"


def test_a_dateline_gives_the_day_where_publication_is_not_known(times: Times) -> None:
    body = "DAMASCUS, 4 May 2021 (SANA) - The minister received the envoy on Monday."
    assert when(body, "received", times, None).since == "2021-05-03"


def test_a_dateline_older_than_its_publication_gives_the_day(times: Times) -> None:
    body = "MINSK, March 5. /BelTA/. Belarus left the treaty on Monday."
    found = when(body, "left", times)
    assert (found.since, found.news) == ("2024-03-04", "recent")


def test_a_caption_is_old_whatever_its_day(times: Times) -> None:
    body = "Smoke rises after a strike on the port, March 19, 2024. (AP Photo/Somebody)"
    assert when(body, "strike", times).news == "old"


@pytest.mark.parametrize("body", ["", " ", "On Monday", "2014", "on 31 June.", "“", "In 0001 they met the day before."])
def test_it_never_raises(body: str, times: Times) -> None:
    for today in (TODAY, None, datetime(1, 1, 1, tzinfo=UTC)):
        for place in ((0, 0), (0, len(body)), (len(body), len(body) + 5)):
            assert len(timeline(body, times, today).when(*place, place).read) <= TIME_CHARS


@pytest.mark.parametrize(
    "filling", ["In March it left. ", "Two days later Oman, on Monday, left in 2014, and ", "2014 "]
)
def test_time_grows_with_the_length_alone(filling: str, times: Times) -> None:
    def ask(body: str) -> None:
        asked = timeline(body, times)
        for at in range(0, len(body), len(filling)):
            asked.when(at, at + len(filling), (at, at + 9))

    assert growth(ask, filling, 16_000) < LINEAR
