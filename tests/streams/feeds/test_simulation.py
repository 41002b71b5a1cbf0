"""Every rule of scheduling at work together, over days, against servers of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

import msgspec
import pytest

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer
from streams.feeds.memory import renewed
from streams.feeds.simulation import Server, Simulation, Step, gaps

START = datetime(2025, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FEED = Feed(id="desk", url="https://desk.example/feed")


def rss(*moments: datetime) -> bytes:
    items = "".join(
        f"<item><title>News of {m:%d %H:%M}</title><guid>{m:%d%H%M}</guid><pubDate>{m.isoformat()}</pubDate></item>"
        for m in moments
    )
    return f"<rss version='2.0'><channel><title>D</title>{items}</channel></rss>".encode()


def every(hours: float, **headers: str) -> Server:
    """A server with a new entry every so often, that honours an ETag."""

    def answer(url: str, state: PollState, now: datetime) -> Answer:
        count = int((now - START) / (hours * HOUR))
        etag = f'"{count}"'
        if state.etag == etag:
            return Answer("not_modified", url, 304, {"etag": etag, **headers})
        moments = [START + n * hours * HOUR for n in range(max(0, count - 9), count + 1)]
        return Answer("changed", url, 200, {"etag": etag, **headers}, rss(*moments))

    return answer


def failing(answer: Answer, since: datetime, until: datetime, otherwise: Server) -> Server:
    return lambda url, state, now: answer if since <= now < until else otherwise(url, state, now)


async def ran(server: Server, until: timedelta, *feeds: Feed) -> list[Step]:
    return await Simulation(feeds or (FEED,), server, START).run(START + until)


@pytest.mark.parametrize(("hours", "minutes"), [(0.05, 5), (0.5, 15), (6, 60)])
async def test_a_feed_is_polled_by_its_own_rhythm(hours: float, minutes: float) -> None:
    steps = await ran(every(hours), 2 * DAY)
    late = list(gaps(steps, "desk"))[-20:]
    assert minutes * 60 <= median(late) <= minutes * 60 * 1.15


async def test_nothing_is_lost_and_nothing_comes_twice() -> None:
    titles = [article.title for step in await ran(every(0.5), DAY) for article in step.articles]
    assert len(titles) == len(set(titles)) == 48


async def test_max_age_is_heeded_for_an_hour_and_the_operator_wins() -> None:
    year = every(0.5, **{"cache-control": "max-age=31536000"})
    assert 3600 <= median(gaps(await ran(year, DAY), "desk")) <= 3960
    pace = msgspec.structs.replace(FEED, interval_s=120.0)
    assert 120 <= median(gaps(await ran(year, DAY / 4, pace), "desk")) <= 132


@pytest.mark.parametrize("hours", [1, 4, 8])
async def test_after_an_outage_of_our_own_the_median_feed_is_asked_within_five_minutes(hours: int) -> None:
    feeds = [Feed(id=f"f{n}", url=f"https://f{n}.example/feed") for n in range(40)]
    down, up = START + 2 * HOUR, START + (2 + hours) * HOUR
    lost = Answer("error", "", error="dns: no name")
    steps = await ran(failing(lost, down, up, every(0.5)), (up - START) + 2 * HOUR, *feeds)
    first = {}
    for step in steps:
        if step.at >= up:
            first.setdefault(step.feed, (step.at - up).total_seconds())
    assert len(first) == 40 and median(first.values()) <= 300 and max(first.values()) <= 330
    kinds = [alert.kind for step in steps for alert in step.alerts]
    assert kinds == ["network_down", "network_up"], "nobody is blamed"


async def test_a_feed_that_is_down_is_tried_within_the_hour_and_after_a_day_daily() -> None:
    broken = Answer("error", FEED.url, 500, error="status: 500")
    steps = await ran(failing(broken, START + HOUR, START + 30 * DAY, every(0.5)), 4 * DAY)
    waits = list(gaps([s for s in steps if s.verdict == "status-500"], "desk"))
    assert max(waits[:20]) <= 3960 and waits[-1] >= 86_400
    assert [a.kind for s in steps for a in s.alerts] == ["feed_failing"]


async def test_a_feed_that_says_gone_is_asked_for_two_days_before_it_is_let_be() -> None:
    steps = await ran(lambda url, state, now: Answer("gone", url, 410, error="gone"), 60 * DAY)
    assert len([s for s in steps if s.at < START + 3 * DAY]) >= 4
    assert max(gaps(steps, "desk")) >= 30 * 86_400


async def test_three_feeds_of_a_host_that_asks_for_time_wait() -> None:
    feeds = [Feed(id=n, url=f"https://desk.example/{n}", interval_s=300.0) for n in "abc"]
    busy = Answer("error", FEED.url, 429, {"retry-after": "1800"}, error="status: 429")
    steps = await ran(failing(busy, START, START + timedelta(minutes=1), every(0.5)), HOUR, *feeds)
    assert [s.verdict for s in steps][:1] == ["status-429"]
    assert min(s.at for s in steps[1:]) >= START + timedelta(minutes=30)


async def test_silence_an_empty_feed_and_a_page_are_told_apart() -> None:
    def empty(url: str, state: PollState, now: datetime) -> Answer:
        return Answer("changed", url, 200, {}, rss())

    def page(url: str, state: PollState, now: datetime) -> Answer:
        return Answer("changed", url, 200, {}, b"<html><title>Home</title></html>")

    def still(url: str, state: PollState, now: datetime) -> Answer:
        return every(0.5)(url, state, min(now, START + DAY))

    for server, kind in ((empty, "feed_empty"), (page, "feed_html"), (still, "feed_silent")):
        turned = _from(START + DAY, every(0.5), server)
        steps = await ran(turned, 4 * DAY)
        assert [a.kind for s in steps for a in s.alerts] == [kind], kind


def _from(moment: datetime, before: Server, after: Callable[[str, PollState, datetime], Answer]) -> Server:
    return lambda url, state, now: (after if now >= moment else before)(url, state, now)


async def test_a_304_that_never_ends_is_found_out() -> None:
    def liar(url: str, state: PollState, now: datetime) -> Answer:
        honest = every(0.5)(url, PollState(), now)
        return Answer("not_modified", url, 304) if state.etag else honest

    steps = await ran(liar, DAY)
    assert [a.kind for s in steps for a in s.alerts] == ["feed_stuck"]
    assert sum(len(s.articles) for s in steps if s.at > START + DAY / 2) >= 20


async def test_a_permanent_redirect_is_adopted_after_three_and_left_when_it_fails() -> None:
    new = "https://new.example/feed"

    def moved(url: str, state: PollState, now: datetime) -> Answer:
        if url == new:
            broken = Answer("error", new, 404, error="status: 404")
            return broken if now > START + DAY else every(0.5)(url, state, now)
        answer = every(0.5)(url, state, now)
        return answer if now > START + DAY else led(answer, new)

    steps = await ran(moved, 2 * DAY)
    assert [s.url for s in steps[:5]] == [FEED.url] * 3 + [new] * 2
    assert steps[-1].url == FEED.url and steps[-1].verdict in ("new", "unchanged")


def led(answer: Answer, target: str) -> Answer:
    return Answer(answer.outcome, target, answer.status, answer.headers, answer.body, moved_to=target)


async def test_a_repaired_address_is_asked_at_once_and_a_feed_switched_off_never() -> None:
    def server(url: str, state: PollState, now: datetime) -> Answer:
        return Answer("gone", url, 410, error="gone") if "feed" in url else every(0.5)(url, state, now)

    simulation = Simulation([FEED], server, START)
    await simulation.run(START + 4 * DAY)
    dormant = simulation.feeds["desk"]
    repaired = msgspec.structs.replace(dormant, url="https://desk.example/rss", poll=renewed(dormant.poll))
    simulation.change(repaired)
    steps = await simulation.run(START + 4 * DAY + HOUR)
    assert steps[0].at <= START + 4 * DAY + timedelta(minutes=2) and steps[0].verdict == "new"
    simulation.change(msgspec.structs.replace(simulation.feeds["desk"], enabled=False))
    assert await simulation.run(START + 9 * DAY) == []
