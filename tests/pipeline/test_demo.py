"""The whole way, as `demarche demo` goes it: feeds polled from a local server, read, tracked, alerted.

What must come out stands in streams/demo/stories/expected.toml, written by a reader of the stories and not by us.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import uvloop
from aiohttp import web
from standing import standing
from wiping import wipe

from agents.alerts import DESKS
from agents.identity import article_id
from agents.lexicon.happenings import Kinds
from agents.records import ActorState, Alert, Findings, Incident, Reject
from agents.state import incidents_about
from streams import topics
from streams.broker import EmbeddedBroker
from streams.demo import stories
from streams.demo.server import DemoServer
from streams.service import Roles, running
from streams.settings import Settings
from streams.tail import Tail, latest

pytestmark = pytest.mark.kafka

FLOOR = 24  # happenings that must be told; raise it as the reading gets better
BEYOND = 8  # alerts that no reader expects; lower it
TURNS = 4
KINDS = Kinds.load()
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
    incidents: dict[str, Incident]
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
        incidents=await latest(url, topics.INCIDENTS.name, Incident),
        answers=server.answers,
        outlets=server.outlets,
    )


def latest_of(alerts: list[Alert]) -> list[Alert]:
    """Give the last revision of every alert that was not taken back; the desk of reversals has the same ids."""
    return [alert for alert in standing(alerts).values() if alert.desk != "coverage"]


def meets(alert: Alert, expected: dict[str, Any], slugs: dict[str, str]) -> bool:
    """Tell whether an alert is of the happening that a reader expects: step, who, to whom, and from which article."""
    sides = ({*alert.sources}, {*alert.targets})
    wanted = (expected["source"], expected["target"])
    ways = (sides, sides[::-1]) if expected.get("either_way") else (sides,)
    return (
        KINDS.family(alert.kind) == KINDS.family(expected["signal"])
        and any(wanted[0] in way[0] and (not wanted[1] or wanted[1] in way[1]) for way in ways)
        and any(slugs[e.article_id] in expected["slugs"] for e in alert.evidence)
    )


def test_every_happening_is_one_alert_and_there_is_no_other(played: Outcome) -> None:
    alerts, expected = latest_of(played.alerts), EXPECTED["alert"]
    wanted = [e for e in expected if not e.get("optional")]
    told = {n: [a for a in alerts if meets(a, e, played.slugs)] for n, e in enumerate(expected)}
    missing = [e for n, e in enumerate(expected) if not told[n] and not e.get("optional")]
    twice = [e for n, e in enumerate(expected) if len(told[n]) > 1]
    beyond = [a for a in alerts if not any(a in found for found in told.values())]
    print(f"\n{len(alerts)} alerts; happenings told {len(wanted) - len(missing)} of {len(wanted)}")
    for e in missing:
        print(f"missing: day {e['day']} {e['signal']} {e['source']} → {e['target']} in {', '.join(e['slugs'])}")
    for e in twice:
        print(f"twice: day {e['day']} {e['signal']} {e['source']} → {e['target']}")
    for a in beyond:
        print(f"beyond: {a.headline} [{a.desk}] in {', '.join(played.slugs[e.article_id] for e in a.evidence)}")
    assert (len(wanted) - len(missing) >= FLOOR, len(twice), len(beyond) <= BEYOND) == (True, 0, True)


def test_a_turn_is_a_mark_on_the_alert_and_told_to_the_desk_of_reversals(played: Outcome) -> None:
    alerts = latest_of(played.alerts)
    turned = [e for e in EXPECTED["alert"] if e.get("turn") and not e.get("optional")]
    found = [a for e in turned for a in alerts if meets(a, e, played.slugs) and a.turn and a.turn.kind == e["turn"]]
    print(f"\nturns marked: {len(found)} of {len(turned)}")
    assert len(found) >= TURNS
    assert all(a.turn is None or not a.turn.of or a.turn.of in {b.id for b in played.alerts} for a in alerts)


def test_sport_markets_and_culture_raise_nothing(played: Outcome) -> None:
    quiet = set(EXPECTED["quiet"]["slugs"])
    loud = [
        (a.headline, slug) for a in played.alerts for e in a.evidence if (slug := played.slugs[e.article_id]) in quiet
    ]
    assert loud == []


def test_every_alert_can_be_shown_in_its_article(played: Outcome) -> None:
    texts: dict[str, str] = {}
    for outlet in played.outlets:
        for story in outlet.stories:
            article = article_id(outlet.link(story), "", "")
            texts[article] = " ".join([texts.get(article, ""), story.title, *story.paragraphs])
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
        for state in played.states.values():
            kept = [c for c in state.articles if c.article_id == article]
            assert [c.revision for c in kept] in ([], [both[-1].article.revision])


def test_the_topic_of_incidents_has_those_of_the_states_of_their_owners(played: Outcome) -> None:
    owned = {i.id: i for actor, s in played.states.items() for i in incidents_about(s) if i.owner == actor}
    assert played.incidents == owned
    assert {a.id for a in latest_of(played.alerts)} < played.incidents.keys(), "and some that no rule calls for"


def test_feeds_that_did_not_change_are_answered_with_304(played: Outcome) -> None:
    assert played.answers[304] > len(played.outlets)
    assert set(played.answers) == {200, 304}


def test_the_states_are_what_a_careful_reader_would_write_down(played: Outcome) -> None:
    korea, russia = played.states["KOR"], played.states["RUS"]
    assert korea.name == "South Korea"
    assert korea.relations["CHL"].words["talks"].word == "resumed"
    assert [s.word for s in korea.steps if s.object == "talks"] == ["halted", "resumed"]
    assert russia.name == "Russia"
    assert "USA" in russia.relations
    against = {(source, s.signal) for s in russia.steps if "RUS" in s.targets for source in s.sources}
    assert {("USA", "sanctions_imposed"), ("GBR", "sanctions_imposed"), ("IGO:eu", "sanctions_imposed")} <= against
    assert russia.mentions > korea.mentions > 0
    assert russia.first_at is not None
    assert russia.last_at is not None
    assert russia.first_at.date().isoformat() == "2025-10-15"
    assert korea.relations["CHL"].level < 2.0
