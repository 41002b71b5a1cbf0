"""`demarche actors`: what a name may mean, without a broker; who is known, with states of paper."""

import orjson
import pytest
from click.testing import CliRunner, Result
from makers import make_state

from agents.records import ActorState
from streams import codec, topics
from streams.cli import actors as module
from streams.cli import main

STATES = [make_state("USA", mentions=2), make_state("RUS", mentions=9), make_state("CHN", mentions=2)]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["actors", "find", *arguments])


def test_find_says_who_and_since_when() -> None:
    done = run("sergei", "LAVROV")
    assert done.exit_code == 0
    assert "Sergei Lavrov  PER  person  p:rus:sergei-lavrov" in done.output
    assert "2004-03-09 – now         foreign minister  RUS:GOV:mfa" in done.output


def test_find_as_json_lines() -> None:
    rows = [orjson.loads(line) for line in run("georgian", "--json").output.splitlines()]
    assert {(row["kind"], row["ids"][0]) for row in rows} >= {("adjective", "GEO"), ("demonym", "GEO")}
    assert set(rows[0]) == {"name", "kind", "type", "ids", "state", "weak", "offices"}


def test_find_gives_no_more_than_asked() -> None:
    assert len(run("ministry", "--json", "-n", "3").output.splitlines()) == 3


def test_find_nothing() -> None:
    refused = run("zzyzx")
    assert refused.exit_code == 1
    assert "knows nothing called zzyzx" in refused.output


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    async def latest(url: str, topic: str, kind: type[ActorState]) -> dict[str, ActorState]:
        assert (url, topic, kind) == ("127.0.0.1:1", topics.ACTORS.name, ActorState)
        return {state.key: state for state in STATES}

    monkeypatch.setattr(module, "latest", latest)


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["actors", *arguments, "--kafka-url", "127.0.0.1:1"])


@pytest.mark.usefixtures("known")
def test_top_lists_the_most_mentioned_first_and_equals_by_id() -> None:
    ids = [line.split()[1] for line in ask("top").output.splitlines()[1:]]
    assert ids == ["RUS", "CHN", "USA"]
    rows = [codec.decode(line.encode(), ActorState) for line in ask("top", "--json", "-n", "2").output.splitlines()]
    assert rows == [STATES[1], STATES[2]]


@pytest.mark.usefixtures("known")
def test_show_gives_the_record_as_it_stands() -> None:
    assert codec.decode(ask("show", "RUS", "--json").stdout_bytes.strip(), ActorState) == STATES[1]
    assert "Rus" in ask("show", "RUS").output


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", ["rus", "Rus", "Russia", "russia", "Moscow", "Kremlin"])
def test_show_takes_any_spelling_of_an_id_and_names(name: str) -> None:
    assert codec.decode(ask("show", name, "--json").stdout_bytes.strip(), ActorState) == STATES[1]


@pytest.mark.usefixtures("known")
def test_show_of_a_name_of_several_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.STATES", [*STATES, make_state("AAA", name="Russia")])
    refused = ask("show", "Russia")
    assert refused.exit_code == 1
    assert "Russia may be Rus (RUS), Russia (AAA): which one is meant?" in refused.output


@pytest.mark.usefixtures("known")
def test_show_of_nobody_says_where_to_look() -> None:
    refused = ask("show", "Norway")
    assert refused.exit_code == 1
    assert "nothing is known of NOR yet; `demarche actors top`" in refused.output
    refused = ask("show", "Rusia")
    assert refused.exit_code == 1
    assert "nobody is called Rusia: the nearest names are " in refused.output
    assert "Russia (RUS)" in refused.output
