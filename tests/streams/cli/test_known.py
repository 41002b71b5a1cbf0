"""An id means somebody by the lexicon alone; of others the broker is asked."""

import click
import pytest

from streams.cli import known
from streams.cli.known import demand_known


@pytest.mark.parametrize("actor_id", ["RUS", "USA", "RUS:GOV:mfa"])
def test_whom_the_lexicon_knows_is_known_without_a_broker(actor_id: str) -> None:
    demand_known(actor_id, "127.0.0.1:1")


@pytest.mark.parametrize(
    ("actor_id", "asked"),
    [
        ("Russia", ("demarche.actors", "Russia")),
        ("RUSS", ("demarche.actors", "RUSS")),
        ("feed:desk", ("demarche.feeds", "desk")),
    ],
)
def test_of_others_the_broker_is_asked(monkeypatch: pytest.MonkeyPatch, actor_id: str, asked: tuple[str, str]) -> None:
    questions: list[tuple[str, str]] = []

    async def has_key(url: str, topic: str, key: str) -> bool:
        questions.append((topic, key))
        return False

    monkeypatch.setattr(known, "_has_key", has_key)
    with pytest.raises(click.ClickException, match=f"nothing is known of {actor_id}"):
        demand_known(actor_id, "nowhere:1")
    assert questions == [asked]
