"""The list of topics: named and keyed as the design says, one desk one topic, every record with a topic known."""

from __future__ import annotations

import re

from makers import make_alert, make_article, make_deed, make_delta, make_deltas, make_head, make_report, make_state

from agents.alerts import DESKS
from agents.incidents import incidents_of
from agents.lexicon.alerts import load_rules
from agents.records import Feed, Findings, Record, Reject
from streams import topics
from streams.tables.basis import Basis


def test_names_are_plain_and_stand_once() -> None:
    names = [t.name for t in topics.TOPICS]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"demarche(\.[a-z]+)+", name), "dots, no underscores: Kafka's metrics would clash"


def test_every_desk_has_a_topic_and_every_rule_a_desk() -> None:
    assert [t.name for t in topics.ALERTS] == [topics.alerts_topic(desk) for desk in DESKS]
    assert {rule.desk for rule in load_rules()} <= set(DESKS)


def test_records_carry_the_key_that_their_topic_names() -> None:
    head = make_head()
    (incident,) = incidents_of([make_report(make_deed())])
    samples: dict[str, tuple[Record, str]] = {
        "demarche.feeds": (Feed(id="f", url="u"), "f"),
        "demarche.articles": (article := make_article("x"), article.id),
        "demarche.findings": (Findings(article=head), head.id),
        "demarche.deltas": (make_deltas(head, make_delta(make_deed(), actor="USA")), "USA"),
        "demarche.actors": (make_state("KOR"), "KOR"),
        "demarche.incidents": (incident, incident.id),
        "demarche.tables": (Basis(table="actors"), "actors"),
        "demarche.rejects": (Reject(id="r", stage="s", reason="r", error=""), "r"),
    }
    for topic in topics.TOPICS:
        record, key = samples.get(topic.name, (make_alert(), "USA"))
        assert isinstance(record, topic.record)
        assert record.key == key  # type: ignore[attr-defined]


def test_what_is_a_state_is_compacted_and_what_is_an_event_expires() -> None:
    compacted = {t.name for t in topics.MADE if t.cleanup == "compact"}
    assert compacted == {f"demarche.{name}" for name in ("feeds", "actors", "incidents", "tables")} | {topics.CHANGELOG}
    assert all(t.retention_ms is None for t in topics.MADE if t.name in compacted)
    assert all(t.retention_ms and t.retention_ms >= topics.DAY_MS for t in topics.MADE if t.name not in compacted)
    assert topics.ARTICLES.retention_ms == topics.DELTAS.retention_ms, "a replay needs both or neither"


def test_the_changelog_is_named_as_faust_names_it() -> None:
    assert topics.CHANGELOG == "demarche-actors-changelog"
