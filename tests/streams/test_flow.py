"""The map: how deltas are grouped, and where each kind of record goes.  On a real Kafka: tests/pipeline."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar

import msgspec
import pytest
from fake_stream import Event, Stream
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st
from makers import DAY0, make_article, make_deed, make_delta, make_deltas, make_head
from widest import widest

from agents.lexicon import load
from agents.limits import DELTAS_WEIGHT, SIGNALS
from agents.records import ActorState, Alert, ArticleHead, Deed, Deltas, Entry, Findings, Incident, Record, Reject, Said
from agents.tracker import Tracker
from streams import codec, flow, metrics, topics
from streams.engine.outlet import MAX_RECORD_BYTES, TooLargeError, partition_of
from streams.engine.table import Entries
from streams.engine.writeback import WriteBack
from streams.flow import Flow, grouped, unnamed
from streams.settings import Settings

ACTORS = ["USA", "RUS", "CHN", "KOR", "CHL", "IGO:un", "PSE:REB:hamas", "p:rus:sergei-lavrov", "GBR", "DEU", "FRA"]


def test_every_delta_stands_in_the_group_of_its_partition_once() -> None:
    deltas = make_deltas(make_head(), *(make_delta(actor=a) for a in ACTORS), position=7, lane="1.2")
    groups = grouped(deltas, 8)
    assert sorted(d.actor_id for g in groups for d in g.deltas) == sorted(ACTORS)
    for group in groups:
        assert len({partition_of(d.actor_id, 8) for d in group.deltas}) == 1
        assert partition_of(group.key, 8) == partition_of(group.deltas[0].actor_id, 8)
        assert (group.article, group.lane, group.position) == (deltas.article, "1.2", 7)
    partitions = [partition_of(g.key, 8) for g in groups]
    assert partitions == sorted(set(partitions))


@given(st.permutations(ACTORS), st.integers(1, 12))
def test_the_order_within_a_partition_is_that_of_the_article(actors: list[str], partitions: int) -> None:
    deltas = make_deltas(make_head(), *(make_delta(actor=a) for a in actors))
    for group in grouped(deltas, partitions):
        mine = [d.actor_id for d in group.deltas]
        assert mine == [a for a in actors if a in mine]


def test_one_partition_is_one_message_and_nobody_none() -> None:
    deltas = make_deltas(make_head(), *(make_delta(actor=a) for a in ACTORS))
    assert grouped(deltas, 1) == [deltas]
    assert grouped(make_deltas(make_head()), 8) == []


def test_an_article_that_says_very_much_of_very_many_is_split_so_that_each_part_fits() -> None:
    deltas = make_deltas(make_head(), *(make_delta(*[make_deed()] * 100, actor=a) for a in ACTORS), position=7)
    groups = grouped(deltas, 1)
    assert [d for g in groups for d in g.deltas] == list(deltas.deltas), "in order, each once"
    assert [len(g.deltas) for g in groups] == [2, 2, 2, 2, 2, 1]
    assert {(g.article, g.position) for g in groups} == {(deltas.article, 7)}
    assert [g.more for g in groups] == [True] * 5 + [False], "whom nobody names any more is known with the last"
    widest_part = DELTAS_WEIGHT * max(widest(Deed), widest(Said)) + widest(ArticleHead)
    assert widest_part < MAX_RECORD_BYTES, "whatever the words fill"


def test_a_revised_article_is_told_to_the_partitions_on_which_it_names_nobody() -> None:
    deltas = make_deltas(make_head(revised=True), *(make_delta(actor=a) for a in ACTORS[:2]))
    named = {partition_of(a, 8) for a in ACTORS[:2]}
    assert {*unnamed(deltas, 8)} == {*range(8)} - named
    assert unnamed(make_deltas(make_head()), 8) == []


class Outlet:
    """Keeps what is sent; refuses records of one type as too large, if told so."""

    def __init__(self, refuses: type[Record] | None = None) -> None:
        self.sent: list[tuple[str, str, Record | None]] = []
        self.refuses = refuses

    async def send(self, topic: str, record: Record, key: str) -> None:
        if self.refuses and isinstance(record, self.refuses):
            raise TooLargeError("too much of it")
        self.sent.append((topic, key, record))

    async def send_bytes(self, topic: str, data: bytes, key: str, partition: int | None = None) -> None:
        record = msgspec.json.decode(data, type=Entry) if topic == topics.CHANGELOG else codec.decode(data, Incident)
        self.sent.append((topic, key, record))

    async def bury(self, topic: str, key: str, partition: int | None = None) -> None:
        self.sent.append((topic, key, None))

    def of(self, topic: str) -> list[Any]:
        return [record for name, _, record in self.sent if name == topic]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    # A loop must be there while Faust builds its app; nothing is started.
    asyncio.set_event_loop(loop := asyncio.new_event_loop())
    try:
        return Flow(Settings(kafka_url="nowhere:1", data_dir=str(tmp_path_factory.mktemp("flow"))), load())
    finally:
        loop.close()


@pytest.fixture
def outlet(made: Flow, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    fake = Outlet()
    monkeypatch.setattr(made, "outlet", fake)
    entries = Entries(SimpleNamespace(data={}))
    tracker = Tracker(entries, made.tracker.rules, partition_of=made.tracker.partition_of)
    monkeypatch.setattr(made, "tracker", tracker)
    monkeypatch.setattr(made, "writeback", WriteBack(entries, fake, 8, pytest.fail))  # type: ignore[arg-type]

    def fail(reason: str) -> None:
        raise AssertionError(f"the process would have ended: {reason}")

    monkeypatch.setattr(flow, "fail_stop", fail)
    return fake


ARTICLE = make_article(
    "Seoul breaks off trade talks\n\n"
    "South Korea broke off trade talks with Chile on Thursday, its foreign ministry said."
)


async def test_an_article_becomes_findings_and_deltas(made: Flow, outlet: Outlet) -> None:
    await made.read(Stream(b"no json", codec.encode(ARTICLE)))
    (findings,) = outlet.of("demarche.findings")
    assert isinstance(findings, Findings)
    assert (findings.article.id, findings.signals[0].signal) == (ARTICLE.id, "talks_halted")
    (reject,) = outlet.of("demarche.rejects")
    assert (reject.stage, reject.reason, reject.offset) == ("reader", "not-json", 0)
    deltas = [(key, record) for topic, key, record in outlet.sent if topic == "demarche.deltas"]
    assert {"KOR", "CHL"} <= {d.actor_id for _, message in deltas for d in message.deltas}
    for key, message in deltas:
        assert key == message.deltas[0].actor_id
        assert (message.lane, message.position) == ("1.5", 1), "generation and partition; the offset of the article"


async def test_what_a_dense_article_says_too_much_is_counted_and_the_rest_fits(
    made: Flow, outlet: Outlet, caplog: pytest.LogCaptureFixture
) -> None:
    dense = make_article("South Korea broke off trade talks with Chile. " * 500)
    before = metrics.LEFT_OUT.labels("signal")._value.get()
    await made.read(Stream(codec.encode(dense)))
    (findings,) = outlet.of("demarche.findings")
    assert len(findings.signals) == SIGNALS
    assert metrics.LEFT_OUT.labels("signal")._value.get() == before + findings.left_out["signal"] > before
    line = next(record for record in caplog.records if "left_out" in record.__dict__)
    assert line.__dict__["left_out"] == findings.left_out
    assert all(len(codec.encode(record)) < MAX_RECORD_BYTES for _, _, record in outlet.sent)
    assert not outlet.of("demarche.rejects")


async def test_a_text_too_large_to_be_read_whole_is_told_and_counted(
    made: Flow, outlet: Outlet, caplog: pytest.LogCaptureFixture
) -> None:
    before = metrics.CUTS.labels("sentence")._value.get()
    await made.read(Stream(codec.encode(make_article("It rained and it rained and " * 200))))
    (findings,) = outlet.of("demarche.findings")
    assert metrics.CUTS.labels("sentence")._value.get() == before + findings.cuts["sentence"] > before
    (line,) = caplog.records
    assert line.__dict__["cuts"] == findings.cuts


async def test_deltas_become_states_and_alerts_each_on_its_topic(made: Flow, outlet: Outlet) -> None:
    deed = make_deed()
    message = make_deltas(make_head(), make_delta(deed, actor="USA"), make_delta(deed, actor="RUS"), lane="1.0")
    await made.track(Stream(codec.encode(message), codec.encode(message)))
    sent = [topic for topic, _, _ in outlet.sent]
    assert sent[:2] == [topics.CHANGELOG, "demarche.alerts.sanctions"], "the outbox before its alert"
    alerts = outlet.of("demarche.alerts.sanctions")
    assert all(isinstance(a, Alert) for a in alerts)
    assert len({a.id for a in alerts}) == 1, "a replay sends the alert again under its id"
    assert {key for topic, key, _ in outlet.sent if topic == "demarche.alerts.sanctions"} == {"USA"}
    await made.writeback.flush()
    states = outlet.of(topics.ACTORS.name)
    assert {s.actor_id for s in states} == {"USA", "RUS"}
    assert len(states) == 2
    assert all(isinstance(s, ActorState) for s in states)
    assert [i.id for i in outlet.of(topics.INCIDENTS.name)] == [alerts[0].id], "once, by its owner"


async def test_a_backlog_raises_nothing_and_how_old_it_may_be_is_a_setting(made: Flow, outlet: Outlet) -> None:
    head = make_head(fetched_at=DAY0 + timedelta(days=5))
    value = codec.encode(make_deltas(head, make_delta(make_deed()), lane="1.0"))
    await made.track(Stream(value))
    await made.writeback.flush()
    assert {topic for topic, _, _ in outlet.sent} == {topics.CHANGELOG, topics.ACTORS.name, topics.INCIDENTS.name}
    assert made.settings.alerts_max_age_days == 3.0
    assert made.tracker.max_age == timedelta(days=3)


@pytest.mark.parametrize(("late_s", "counted"), [(5.0, 1), (2 * 86_400.0, 0)])
async def test_the_delay_of_a_replay_is_none_of_ours(made: Flow, outlet: Outlet, late_s: float, counted: int) -> None:
    at = datetime.now(UTC) - timedelta(seconds=late_s)
    value = codec.encode(make_deltas(make_head(published_at=at, fetched_at=at), make_delta(make_deed()), lane="1.0"))
    before = _observed()
    await made.track(Stream(value))
    assert outlet.of("demarche.alerts.sanctions")
    assert _observed() == before + counted


def _observed() -> float:
    (family,) = metrics.PIPELINE_SECONDS.collect()
    return next(s.value for s in family.samples if s.name.endswith("_count"))


async def test_offsets_are_committed_before_an_outbox_is_full(
    made: Flow, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    made._alerts_out.clear()
    commits: list[int] = []
    sent: Counter[str] = Counter()
    tp = TP(topics.DELTAS.name, 5)

    class Consumer:
        offsets: ClassVar[Counter[TP]] = Counter()

        def committed(self, place: TP) -> int | None:
            return self.offsets[place]

        async def commit(self) -> bool:
            commits.append(len(outlet.of("demarche.alerts.sanctions")))
            self.offsets[tp] = sum(sent.values())  # all messages before this one
            return True

    monkeypatch.setattr(made.app, "consumer", Consumer())
    values = []
    for n in range(30):
        deeds = [make_deed(targets=(f"T{n:02d}{i}",), target_names=("t",)) for i in range(3)]
        values.append(
            codec.encode(make_deltas(make_head(f"a{n}", hours=n), make_delta(*deeds), lane="1.0", position=n))
        )

    class Counted(Stream):
        async def events(self) -> AsyncIterator[Event]:
            async for event in super().events():
                yield event
                sent["read"] += 1

    await made.track(Counted(*values))
    assert len(outlet.of("demarche.alerts.sanctions")) == 90, "none had to wait for room"
    assert commits[:3] == [6, 12, 18]


async def test_bytes_that_are_no_deltas_are_set_aside(made: Flow, outlet: Outlet) -> None:
    await made.track(Stream(codec.encode(ARTICLE)))
    (reject,) = outlet.of("demarche.rejects")
    assert (reject.stage, reject.reason) == ("tracker", "wrong-schema")


async def test_what_no_message_can_hold_is_set_aside_and_the_rest_goes_on(made: Flow, outlet: Outlet) -> None:
    outlet.refuses = Findings
    await made.read(Stream(codec.encode(ARTICLE), codec.encode(ARTICLE)))
    rejects = outlet.of("demarche.rejects")
    assert [(r.stage, r.reason, r.topic, r.record_id) for r in rejects] == [
        ("outlet", "too-large", "demarche.findings", ARTICLE.id)
    ] * 2
    assert any(isinstance(record, Deltas) for _, _, record in outlet.sent)


@pytest.mark.parametrize("value", [codec.encode(ARTICLE), b"no json"], ids=["record", "reject"])
async def test_what_cannot_be_sent_ends_the_process_rather_than_being_committed_over(
    made: Flow, outlet: Outlet, monkeypatch: pytest.MonkeyPatch, value: bytes
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(flow, "fail_stop", ended.append)

    async def broken(topic: str, record: Record, key: str) -> None:
        assert isinstance(record, Reject) == (value == b"no json")
        raise ConnectionError("producer closed")

    monkeypatch.setattr(outlet, "send", broken)
    await made.read(Stream(value))
    assert ended == ["ConnectionError: producer closed"]


def test_the_agents_read_the_topics_of_the_map(made: Flow) -> None:
    assert {name.rpartition(".")[2] for name in made.app.agents} == {"reader", "tracker"}
    sources = {name.rpartition(".")[2]: agent.channel.topics for name, agent in made.app.agents.items()}
    assert sources == {"reader": ("demarche.articles",), "tracker": ("demarche.deltas",)}


async def test_a_revision_that_names_actors_of_two_partitions_counts_for_both(made: Flow, outlet: Outlet) -> None:
    """One worker has both: what comes with one message must not be taken back from those of the other."""
    assert partition_of("USA", 8) != partition_of("RUS", 8)
    named = [make_delta(make_deed(), actor=a) for a in ("USA", "RUS")]
    heads = [(make_head("a", revision="1"), 0), (make_head("a", revision="2", revised=True), 1)]
    messages = [group for head, n in heads for group in grouped(make_deltas(head, *named, lane="1.0", position=n), 8)]
    where = [partition_of(m.key, 8) for m in messages]
    await made.track(Stream(*[codec.encode(m) for m in messages], partitions=where))
    await made.writeback.flush()
    for state in outlet.of(topics.ACTORS.name):
        assert [(r.revision, state.mentions) for r in state.reports] == [(heads[1][0].revision, 1)], state.actor_id
