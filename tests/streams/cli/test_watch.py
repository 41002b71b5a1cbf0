"""`demarche watch`: which alerts pass, what is shown of them, and a real follow on Kafka."""

from __future__ import annotations

import asyncio
import signal
import sys

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from click.testing import CliRunner, Result
from makers import make_alert, make_head, make_state

from agents.records import Alert, Feed, Findings, Mention, Record
from streams import codec
from streams.cli.watch import SEVERITIES, _show_findings, _wanted, command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_severity_is_a_floor() -> None:
    passed = {
        floor: [s for s in SEVERITIES if _wanted(make_alert(severity=s), "", floor)]
        for floor in ("low", "high", "critical")
    }
    assert passed == {"low": list(SEVERITIES), "high": ["high", "critical"], "critical": ["critical"]}


@pytest.mark.parametrize(("actor", "passes"), [("", True), ("USA", True), ("RUS", True), ("US", False), ("CHN", False)])
def test_an_actor_may_stand_on_either_side(actor: str, passes: bool) -> None:
    assert _wanted(make_alert(actor_id="USA", counterpart_id="RUS"), actor, "low") is passes


def test_findings_show_only_the_kinds_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    mention = Mention(actor_id="KOR", name="South Korea", type="LOC", spans=((0, 11),))
    _show_findings(Findings(article=make_head(), mentions=(mention,)), frozenset({"signals", "quotes"}))
    assert capsys.readouterr().out == ""
    _show_findings(Findings(article=make_head(), mentions=(mention,)), frozenset({"mentions"}))
    row = orjson.loads(capsys.readouterr().out)
    assert row["mentions"][0]["actor_id"] == "KOR"
    assert "signals" not in row


@pytest.mark.parametrize(
    "arguments",
    [
        ["--desk", "weather"],
        ["--severity", "loud"],
        ["--since", "soon"],
        ["--findings", "moods"],
        ["--findings", "quotes", "--notify", "json://127.0.0.1:1"],
        ["--notify", "nonsense"],
    ],
)
def test_what_has_no_meaning_is_a_usage_error(arguments: list[str]) -> None:
    assert run(*arguments, "--kafka-url", "127.0.0.1:1").exit_code == 2


def test_no_broker_is_exit_status_three(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = run("--data-dir", str(tmp_path_factory.mktemp("none")))
    assert (nowhere.exit_code, "demarche up" in nowhere.stderr) == (3, True)
    silent = run("--kafka-url", "127.0.0.1:1")
    assert (silent.exit_code, "Traceback" in silent.output) == (3, False)


async def put(url: str, *records: tuple[str, bytes | Record]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    for topic, record in records:
        data = record if isinstance(record, bytes) else codec.encode(record)
        await producer.send_and_wait(topic, data, key=getattr(record, "key", "k").encode())
    await producer.stop()


@pytest.mark.kafka
async def test_what_is_there_is_shown_and_what_cannot_be_read_is_told(fresh_topics: str) -> None:
    arms = make_alert("arms", desk="arms", severity="low")
    await put(
        fresh_topics,
        ("demarche.alerts.sanctions", make_alert()),
        ("demarche.alerts.arms", arms),
        ("demarche.alerts.arms", b"broken"),
    )
    flags = ("--kafka-url", fresh_topics, "--no-follow")
    shown = await asyncio.to_thread(run, *flags)
    found = [codec.decode(row.encode(), Alert) for row in shown.stdout.splitlines()]
    assert sorted(a.desk for a in found) == ["arms", "sanctions"], "into a pipe it writes JSON lines"
    assert "demarche.alerts.arms:" in shown.stderr
    assert "not-json" in shown.stderr
    only = await asyncio.to_thread(run, *flags, "--desk", "sanctions", "--text", "--since", "1h")
    assert "U.S. imposes sanctions on Russia" in only.stdout
    assert (await asyncio.to_thread(run, *flags, "--severity", "critical")).stdout == ""


@pytest.mark.kafka
@pytest.mark.parametrize("flags", [["--no-follow"], ["--no-follow", "--since", "1h"], ["--since", "1h"]])
async def test_what_was_there_before_is_shown_in_the_order_of_its_time(fresh_topics: str, flags: list[str]) -> None:
    hours = [5, 1, 4, 2, 3, 0]
    desks = ["sanctions", "arms", "talks", "sanctions", "force", "arms"]
    told = [make_alert(f"{n}", n, desk=desk, actor_id=f"A{n}") for n, desk in zip(hours, desks, strict=True)]
    await put(fresh_topics, *((f"demarche.alerts.{a.desk}", a) for a in told))
    shown = await watched(["--kafka-url", fresh_topics, "--json", *flags], count=6)
    assert [codec.decode(row, Alert).actor_id for row in shown] == [f"A{n}" for n in sorted(hours)]


async def watched(flags: list[str], count: int) -> list[bytes]:
    """Run `watch` as a process, give its first lines and stop it by Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from streams.cli import main; main()", "watch", *flags, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        shown = [await process.stdout.readline() for _ in range(count)]
    if "--no-follow" not in flags:
        process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 10) == 0, "to be stopped is the good end of following"
    return shown


@pytest.mark.kafka
async def test_an_actor_whom_nobody_knows_is_told_and_not_waited_for(fresh_topics: str) -> None:
    await put(fresh_topics, ("demarche.actors", make_state("p:chl:somebody-new")))
    await put(fresh_topics, ("demarche.feeds", Feed(id="desk", url="https://desk.example/")))
    flags = ("--kafka-url", fresh_topics, "--no-follow", "--actor")
    for known in ("RUS", "p:chl:somebody-new", "feed:desk"):
        assert (await asyncio.to_thread(run, *flags, known)).exit_code == 0, known
    for unknown in ("RUSS", "Russia", "p:chl:nobody", "feed:none"):
        done = await asyncio.to_thread(run, *flags, unknown)
        assert (done.exit_code, "demarche actors find" in done.stderr) == (1, True), unknown


@pytest.mark.kafka
async def test_an_alert_that_nobody_was_told_is_an_exit_status(fresh_topics: str) -> None:
    pytest.importorskip("apprise")
    await put(fresh_topics, ("demarche.alerts.sanctions", make_alert()))
    flags = ("--kafka-url", fresh_topics, "--no-follow", "--notify", "json://127.0.0.1:1/nobody")
    untold = await asyncio.to_thread(run, *flags)
    assert (untold.exit_code, len(untold.stdout.splitlines())) == (1, 1), "shown all the same"
    assert f"{make_alert().id}: not every address" in untold.stderr
