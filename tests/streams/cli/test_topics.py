"""`demarche topics`: plan, apply, plan again; text for people, JSON lines for programs, and an honest exit status."""

from __future__ import annotations

import orjson
import pytest
from click.testing import CliRunner, Result

from streams.cli.topics import command
from streams.topics import MADE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.mark.kafka
def test_plan_apply_list(empty_broker: str) -> None:
    planned = run("plan", "--kafka-url", empty_broker)
    assert planned.exit_code == 2
    assert planned.stdout.count("create") == len(MADE)

    applied = run("apply", "--kafka-url", empty_broker, "--json")
    rows = [orjson.loads(line) for line in applied.stdout.splitlines()]
    assert applied.exit_code == 0
    assert [(row["topic"], row["action"], row["mended"]) for row in rows] == [(t.name, "create", True) for t in MADE]

    assert run("plan", "--kafka-url", empty_broker).stdout == "all topics are as they should be\n"
    again = run("apply", "--kafka-url", empty_broker, "--json")
    assert (again.exit_code, again.stdout) == (0, "")

    listed = run("list", "--kafka-url", empty_broker)
    for topic in MADE:
        assert topic.name in listed.stdout
    assert "newest of a key" in listed.stdout
    assert len(run("list", "--kafka-url", empty_broker, "--json").stdout.splitlines()) == len(MADE)


@pytest.mark.kafka
def test_what_cannot_be_mended_is_an_exit_status(empty_broker: str) -> None:
    run("apply", "--kafka-url", empty_broker)
    left = run("apply", "--kafka-url", empty_broker, "--kafka-replication", "2")
    assert left.exit_code == 2
    assert "by hand" in left.stdout
    planned = run("plan", "--kafka-url", empty_broker, "--kafka-partitions", "4")
    assert planned.stdout.count("by hand") == len(MADE)
    refused = run("apply", "--kafka-url", empty_broker, "--kafka-partitions", "4")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Set kafka.partitions to 8" in refused.stderr


def test_an_address_where_nobody_is() -> None:
    refused = run("plan", "--kafka-url", "127.0.0.1:1")
    assert refused.exit_code == 1
    assert "127.0.0.1:1" in refused.output


def test_no_broker_at_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    refused = run("plan", "--data-dir", str(tmp_path_factory.mktemp("none")))
    assert refused.exit_code == 1
    assert "demarche broker start" in refused.output
