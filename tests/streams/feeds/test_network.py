"""Our own network is told from feeds that fail by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from streams.feeds.fetch import Answer
from streams.feeds.network import Network

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
LOST = Answer("error", "https://desk.example/", error="dns: no name")
HERE = Answer("not_modified", "https://desk.example/", 304)
REFUSED = Answer("error", "https://desk.example/", 500, error="status: 500")


def heard(*answers: Answer) -> tuple[Network, list[bool]]:
    network = Network()
    changes = [network.hear(f"f{n}", answer, NOW + timedelta(seconds=n)) for n, answer in enumerate(answers)]
    return network, changes


def test_most_feeds_lost_at_once_is_us_and_three_answers_show_that_we_are_back() -> None:
    network, changes = heard(*[LOST] * 6, HERE, HERE, HERE)
    assert [n for n, changed in enumerate(changes) if changed] == [3, 8]
    assert network.down is False and network.since == NOW + timedelta(seconds=3)


def test_a_server_that_says_no_was_reached() -> None:
    network, changes = heard(LOST, LOST, LOST, LOST, REFUSED, REFUSED, REFUSED, REFUSED)
    assert not network.down and sum(changes) == 2


def test_a_server_beside_us_does_not_bring_the_net_back_and_forth() -> None:
    _, changes = heard(*[LOST] * 8, *[HERE, LOST, LOST] * 12)
    assert sum(changes) == 1


def test_some_feeds_lost_among_others_are_their_own_fault() -> None:
    network, changes = heard(*[HERE, LOST] * 10)
    assert network.down is False and not any(changes)


def test_of_few_feeds_nobody_can_tell() -> None:
    assert heard(LOST, LOST, LOST)[0].down is None
    network = Network()
    for n in range(9):  # one feed, again and again
        network.hear("f", LOST, NOW + timedelta(seconds=n))
    assert network.down is None


def test_what_was_heard_long_ago_tells_nothing() -> None:
    network = Network()
    for n in range(9):
        network.hear(f"f{n}", LOST, NOW + timedelta(hours=n))
    assert network.down is None
