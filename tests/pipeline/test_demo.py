"""The whole way, as `demarche demo` goes it: feeds polled from a local server, read, tracked, alerted.

What must come out stands in streams/demo/stories/expected.toml, written by a reader of the stories and not by us.
"""

from __future__ import annotations

import asyncio
import re
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import uvloop
from aiohttp import web
from wiping import wipe

from agents.alerts import DESKS
from agents.identity import article_id, root_actor
from agents.records import ActorState, Alert, Findings, Reject
from streams import topics
from streams.broker import EmbeddedBroker
from streams.demo import stories
from streams.demo.server import DemoServer
from streams.service import Roles, running
from streams.settings import Settings
from streams.tail import Tail, latest

pytestmark = pytest.mark.kafka

FLOOR = 22  # expected alerts that must come out; raise it as the reading gets better
PATIENCE_S = 60.0
EXPECTED = tomllib.loads((stories.FOLDER / "expected.toml").read_text(encoding="utf-8"))


class CountingServer(DemoServer):
    """The demo's server, counting its answers by status."""

    def __init__(self) -> None:
        super().__init__(interval_s=0.3)
        self.answers: dict[int, int] = {}

    async def _answer(self, request: web.Request) -> web.Response:
        response = await super()._answer(request)
        self.answers[response.status] = self.answers.get(response.status, 0) + 1
        return response


@dataclass(frozen=True)
class Outcome:
    """What stood in the topics at the end."""

    alerts: list[Alert]
    findings: list[Findings]
    rejects: list[Reject]
    states: dict[str, ActorState]
    answers: dict[int, int]
    outlets: tuple[stories.Outlet, ...]

    @property
    def slugs(self) -> dict[str, str]:
        """Map article id -> slug."""
        return {article_id(o.link(s), "", ""): s.slug for o in self.outlets for s in o.stories}


async def records(url: str, names: list[str], kind: type[Any]) -> list[Any]:
    async with Tail(url, names) as tail:
        await tail.from_beginning()
        return [line.record(kind) async for line in tail.until_end()]


async def until(reached: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; fail after PATIENCE_S."""
    async with asyncio.timeout(PATIENCE_S):
        while not await reached():
            await asyncio.sleep(0.3)


async def polled_again(server: DemoServer) -> None:
    """Wait until every feed was polled twice more."""
    polls = server.polls + 2 * len(server.outlets)

    async def reached() -> bool:
        return server.polls >= polls

    await until(reached)


async def read_up(url: str, wordings: int) -> None:
    """Wait until every wording that is out was read, and nothing more comes of it."""
    states = -1

    async def all_read() -> bool:
        return len({f.article.revision for f in await records(url, [topics.FINDINGS.name], Findings)}) >= wordings

    async def still() -> bool:
        nonlocal states
        before, states = states, len(await records(url, [topics.ACTORS.name], ActorState))
        return states == before

    await until(all_read)
    await until(still)


@pytest.fixture(scope="module")
def played(broker: EmbeddedBroker, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Play the story once for all tests of this module."""
    return uvloop.run(play(broker.url, str(tmp_path_factory.mktemp("demo"))))


def steps(outlets: tuple[stories.Outlet, ...]) -> list[datetime]:
    """Give the end of each day, and the moments at which a wording is out that is corrected on the same day."""
    days = {stories.DAY_0 + timedelta(days=day + 1) for day in range(9)}
    corrected = {(o.id, s.slug) for o in outlets for s in o.stories if s.revision > 1}
    return sorted(days | {s.at for o in outlets for s in o.stories if (o.id, s.slug) in corrected})


async def play(url: str, data_dir: str) -> Outcome:
    settings = Settings(kafka_url=url, data_dir=data_dir, poll_private_hosts=True, web_port=0)
    server = CountingServer()
    await wipe(url)
    await server.start()
    async with running(settings, Roles(worker=True, poller=True), server.feeds()):
        for moment in steps(server.outlets):
            out = server.reveal(moment)
            await polled_again(server)
        await read_up(url, out)
    await server.stop()
    return Outcome(
        alerts=await records(url, [topics.alerts_topic(desk) for desk in DESKS], Alert),
        findings=await records(url, [topics.FINDINGS.name], Findings),
        rejects=await records(url, [topics.REJECTS.name], Reject),
        states=await latest(url, topics.ACTORS.name, ActorState),
        answers=server.answers,
        outlets=server.outlets,
    )


def meets(alert: Alert, expected: dict[str, Any], slugs: dict[str, str]) -> bool:
    """Tell whether an alert is the one that a reader expects: desk, step, who, to whom, and from which article."""
    found = (root_actor(alert.actor_id), root_actor(alert.counterpart_id))
    wanted = (expected["source"], expected["target"])
    ways = (found, found[::-1]) if expected.get("either_way") else (found,)
    return (
        alert.desk == expected["desk"]
        and alert.kind == expected["signal"]
        and any(w[0] == wanted[0] and wanted[1] in ("", w[1]) for w in ways)
        and expected.get("object", alert.object) == alert.object
        and any(slugs[e.article_id] in expected["slugs"] for e in alert.evidence)
    )


def test_what_a_careful_reader_expects_comes_out(played: Outcome) -> None:
    wanted = [e for e in EXPECTED["alert"] if not e.get("optional")]
    missing = [e for e in wanted if not any(meets(a, e, played.slugs) for a in played.alerts)]
    print(f"\nexpected alerts that came out: {len(wanted) - len(missing)} of {len(wanted)}")
    for e in missing:
        print(f"missing: day {e['day']} {e['signal']} {e['source']} → {e['target']} in {', '.join(e['slugs'])}")
    for a in played.alerts:
        if not any(meets(a, e, played.slugs) for e in EXPECTED["alert"]):
            print(f"beyond: {a.headline} [{a.desk}] in {', '.join(played.slugs[e.article_id] for e in a.evidence)}")
    assert len(wanted) - len(missing) >= FLOOR


def test_sport_markets_and_culture_raise_nothing(played: Outcome) -> None:
    quiet = set(EXPECTED["quiet"]["slugs"])
    loud = [
        (a.headline, slug) for a in played.alerts for e in a.evidence if (slug := played.slugs[e.article_id]) in quiet
    ]
    assert loud == []


@pytest.mark.parametrize(("source", "target", "topic"), [("KOR", "CHL", "talks"), ("USA", "RUS", "meeting")])
def test_a_line_that_turned_is_a_reversal(played: Outcome, source: str, target: str, topic: str) -> None:
    turns = [
        a
        for a in played.alerts
        if (a.desk, a.actor_id, a.counterpart_id, a.object) == ("reversals", source, target, topic)
    ]
    turn = min(turns, key=lambda a: a.at)
    assert turn.before
    assert turn.before.word
    assert re.search(r", .+ \d+ October$", turn.headline)
    assert turn.severity == "high"


def test_every_alert_can_be_shown_in_its_article(played: Outcome) -> None:
    texts: dict[str, str] = {}
    for outlet in played.outlets:
        for story in outlet.stories:
            article = article_id(outlet.link(story), "", "")
            texts[article] = " ".join([texts.get(article, ""), story.title, *story.paragraphs])
    told = [(a.id, *(e.revision for e in a.evidence)) for a in played.alerts]
    assert len(set(told)) == len(told), "only a corrected article may tell an alert again, under its id"
    for alert in played.alerts:
        for e in alert.evidence:
            assert " ".join(e.sentence.split()) in texts[e.article_id]


def test_every_article_is_read_once_and_none_is_set_aside(played: Outcome) -> None:
    assert played.rejects == []
    revisions = [f.article.revision for f in played.findings]
    assert len(revisions) == len(set(revisions)) == sum(len(o.stories) for o in played.outlets)


def test_a_revision_takes_the_place_of_what_it_corrects(played: Outcome) -> None:
    revised = {article_id(o.link(s), "", "") for o in played.outlets for s in o.stories if s.revision == 2}
    assert revised
    for article in revised:
        both = [f for f in played.findings if f.article.id == article]
        assert len(both) == 2
        # Whom the correction no longer names keeps the first wording: nothing is sent to an actor not concerned.
        for actor in {m.actor_id for m in both[-1].mentions} & set(played.states):
            kept = [c for c in played.states[actor].articles if c.article_id == article]
            assert [c.revision for c in kept] == [both[-1].article.revision]


def test_feeds_that_did_not_change_are_answered_with_304(played: Outcome) -> None:
    assert played.answers[304] > len(played.outlets)
    assert set(played.answers) == {200, 304}


def test_the_states_are_what_a_careful_reader_would_write_down(played: Outcome) -> None:
    korea, russia = played.states["KOR"], played.states["RUS"]
    assert korea.name == "South Korea"
    assert korea.relations["CHL"].words["talks"].word == "resumed"
    assert [s.word for s in korea.relations["CHL"].steps if s.object == "talks"] == ["resumed", "halted"]
    assert russia.name == "Russia"
    assert "USA" in russia.relations
    against = {(i.source, i.signal) for i in russia.incidents if i.target == "RUS"}
    assert {("USA", "sanctions_imposed"), ("GBR", "sanctions_imposed"), ("IGO:eu", "sanctions_imposed")} <= against
    assert russia.mentions > korea.mentions > 0
    assert russia.first_at is not None
    assert russia.last_at is not None
    assert russia.first_at.date().isoformat() == "2025-10-15"
    assert korea.relations["CHL"].level < 2.0
