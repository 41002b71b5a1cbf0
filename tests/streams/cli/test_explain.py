"""`demarche explain` finds an alert by its id or the beginning of it, behind broken records too."""

from __future__ import annotations

import asyncio

import pytest
from aiokafka import AIOKafkaProducer
from click.testing import CliRunner, Result
from makers import make_alert, make_evidence, make_state

from streams import codec
from streams.cli.actors import command as actors
from streams.cli.explain import command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_no_broker_is_exit_status_three() -> None:
    assert run("abc", "--kafka-url", "127.0.0.1:1").exit_code == 3


@pytest.mark.kafka
async def test_an_alert_and_an_actor_are_found(fresh_topics: str) -> None:
    alert = make_alert(evidence=(make_evidence("a"), make_evidence("b", 1)))
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()
    await producer.send_and_wait("demarche.alerts.sanctions", b'{"broken": "' + alert.id.encode() + b'"}', key=b"USA")
    await producer.send_and_wait("demarche.alerts.sanctions", codec.encode(alert), key=b"USA")
    for state in (make_state("USA", name="United States"), make_state("RUS", name="Russia", mentions=5)):
        await producer.send_and_wait("demarche.actors", codec.encode(state), key=state.key.encode())
    await producer.stop()

    url = ("--kafka-url", fresh_topics)
    for name in (alert.id, alert.id[:10]):
        shown = await asyncio.to_thread(run, name, *url)
        assert shown.exit_code == 0, shown.output
        assert "Sentence of a." in shown.stdout
        assert "https://example.org/b characters 0-20" in shown.stdout
    unknown = await asyncio.to_thread(run, "ffff", *url)
    assert (unknown.exit_code, "no alert ffff is kept" in unknown.stderr) == (1, True)

    top = await asyncio.to_thread(CliRunner().invoke, actors, ["top", *url])
    assert [line.split()[0] for line in top.stdout.splitlines()] == ["actor", "Russia", "United"]
    one = await asyncio.to_thread(CliRunner().invoke, actors, ["show", "RUS", "--json", *url])
    assert '"mentions":5' in one.stdout
    nobody = await asyncio.to_thread(CliRunner().invoke, actors, ["show", "XXX", *url])
    assert nobody.exit_code == 1


@pytest.mark.kafka
async def test_a_beginning_that_fits_several_is_asked_about(fresh_topics: str) -> None:
    ids = ["abc1" + "0" * 20, "abc2" + "0" * 20, "abc1"]
    alerts = [make_alert("x", n, desk="arms", id=name, headline=f"headline {n}") for n, name in enumerate(ids)]
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()
    for alert in [*alerts, alerts[0]]:  # one was sent again
        await producer.send_and_wait("demarche.alerts.arms", codec.encode(alert), key=b"USA")
    await producer.stop()
    asked = await asyncio.to_thread(run, "abc", "--kafka-url", fresh_topics)
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "3 alerts begin with abc; which one is meant?" in asked.stderr
    assert all(f"  {alert.id}  " in asked.stderr and alert.headline in asked.stderr for alert in alerts)
    for words, headline in (("abc2", "headline 1"), ("abc1", "headline 2"), (ids[0], "headline 0")):
        shown = await asyncio.to_thread(run, words, "--kafka-url", fresh_topics)
        assert (shown.exit_code, headline in shown.stdout) == (0, True), "one that is an id is meant whole"
