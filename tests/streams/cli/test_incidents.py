"""`demarche incidents`: one line a happening, chosen by who, what and when; the topic is one of paper."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from makers import make_deed, make_pact, make_report

from agents.incidents import incidents_of
from agents.records import Deed, Incident
from streams import codec, topics
from streams.cli import incidents as module
from streams.cli import main


def told(deed: Deed, article: str, hours: float = 0) -> Incident:
    return incidents_of([make_report(deed, article, hours)])[0]


SANCTIONS = told(make_deed(), "a")
STRIKE = told(make_deed("attack", -9.0, targets=("SYR",), target_names=("Syria",)), "b", 48)
MEETING = told(make_pact("RUS", "CHN"), "c", 72)
ALL = (STRIKE, MEETING, SANCTIONS)


@pytest.fixture(autouse=True)
def topic(monkeypatch: pytest.MonkeyPatch) -> None:
    async def latest(url: str, topic: str, kind: type[Incident]) -> dict[str, Incident]:
        assert (url, topic, kind) == ("127.0.0.1:1", topics.INCIDENTS.name, Incident)
        return {i.key: i for i in ALL}

    monkeypatch.setattr(module, "latest", latest)


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["incidents", *arguments, "--kafka-url", "127.0.0.1:1"])


def ids(*arguments: str) -> list[str]:
    done = ask(*arguments)
    assert done.exit_code == 0, done.output
    return [line.split()[-1] for line in done.stdout.splitlines()]


def test_each_is_a_line_and_the_latest_is_the_last() -> None:
    first, *_ = ask().stdout.splitlines()
    assert first == f"2025-10-15  U.S. imposes sanctions on Russia  (done, 1 independent source)  {SANCTIONS.id}"
    assert ids() == [SANCTIONS.id, STRIKE.id, MEETING.id]


def test_json_is_the_record() -> None:
    rows = [codec.decode(line.encode(), Incident) for line in ask("--json").stdout.splitlines()]
    assert rows == [SANCTIONS, STRIKE, MEETING]


@pytest.mark.parametrize("name", ["rus", "RUS", "Russia", "Moscow", "kremlin"])
def test_an_actor_is_an_id_in_any_spelling_or_a_name(name: str) -> None:
    assert ids("--actor", name) == [SANCTIONS.id, MEETING.id]


def test_a_pair_is_either_way_and_only_between_the_two() -> None:
    assert ids("--pair", "Russia", "United States") == ids("--pair", "usa", "rus") == [SANCTIONS.id]
    assert ids("--pair", "Beijing", "Russia") == [MEETING.id]


def test_kind_and_days() -> None:
    assert ids("--kind", "sanctions-imposed") == [SANCTIONS.id]
    assert ids("--since", "2025-10-16", "--until", "2025-10-17") == [STRIKE.id]


def test_nothing_found_is_said_and_no_error() -> None:
    done = ask("--actor", "Norway")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "of 3 incidents known none" in done.stderr


def test_who_and_what_nobody_knows_is_an_error_with_what_is_near() -> None:
    refused = ask("--actor", "Rusia")
    assert refused.exit_code == 1
    assert "nobody is called Rusia: the nearest names are " in refused.stderr
    assert "Russia (RUS)" in refused.stderr
    refused = ask("--kind", "sanction_imposed")
    assert refused.exit_code == 2
    assert "the nearest are sanctions_imposed" in refused.stderr
