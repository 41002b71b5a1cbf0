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
