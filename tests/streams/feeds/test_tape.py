"""What was recorded is played back as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agents.records import PollState
from streams.feeds.fetch import Answer
from streams.feeds.tape import Entry, Player, TapeError, read_tape

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
URL = "https://desk.example/feed"
FIRST = Answer("changed", URL, 200, {"etag": '"1"'}, b"\xff\x00one", seconds=0.1)
SECOND = Answer("error", URL, 503, {"retry-after": "9"}, error="status: 503")


def player() -> Player:
    entries = [Entry(NOW, "desk", URL, FIRST), Entry(NOW + timedelta(hours=1), "desk", URL, SECOND)]
    return Player(read_tape([entry.line() for entry in entries]))


def test_an_answer_holds_until_the_next() -> None:
    tape = player()
    for minutes, answer in ((-5, FIRST), (0, FIRST), (59, FIRST), (60, SECOND), (999, SECOND)):
        assert tape(URL, PollState(), NOW + timedelta(minutes=minutes)) == answer


def test_who_knows_an_answer_is_told_that_it_is_unchanged() -> None:
    answer = player()(URL, PollState(etag='"1"'), NOW)
    assert (answer.outcome, answer.status, answer.body) == ("not_modified", 304, b"")


def test_an_address_that_was_never_asked_is_an_error() -> None:
    assert player()("https://other.example/", PollState(), NOW).error.startswith("tape: ")


def test_a_tape_knows_its_feeds_and_its_span() -> None:
    assert [(feed.id, feed.url) for feed in player().feeds()] == [("desk", URL)]
    assert player().span == (NOW, NOW + timedelta(hours=1))
    with pytest.raises(ValueError):
        _ = Player([]).span


@pytest.mark.parametrize("line", [b"no json", b"[]", b'{"at": "2025-01-06"}', b'{"at": 1, "feed": "a", "asked": "b"}'])
def test_a_line_that_is_none_is_named(line: bytes) -> None:
    with pytest.raises(TapeError, match="line 2"):
        list(read_tape([b"\n", line]))
