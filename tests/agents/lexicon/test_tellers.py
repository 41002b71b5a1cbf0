"""Who tells the news and makes none."""

from __future__ import annotations

import pytest

from agents import lexicon
from agents.lexicon.tellers import Tellers


@pytest.fixture(scope="module")
def tellers() -> Tellers:
    return Tellers.load(lexicon.FOLDER / "actors")


@pytest.mark.parametrize(
    "actor_id",
    [
        "GBR:JRN:reuters",
        "PRK:JRN:kcna",
        "IRN:JRN",
        "GBR:EDU:chathamhouse",
        "NGO:sohr",
        "USA:LEG:crs",
        "MNC:telegram",
        "MNC:x",
    ],
)
def test_outlets_think_tanks_and_platforms_tell(tellers: Tellers, actor_id: str) -> None:
    assert actor_id in tellers


@pytest.mark.parametrize(
    "actor_id", [None, "GBR", "RUS:GOV:mfa", "NGO:msf", "NGO:fifa", "MNC:huawei", "USA:EDU:harvard", "USA:EDU"]
)
def test_others_act(tellers: Tellers, actor_id: str | None) -> None:
    assert actor_id not in tellers


def test_rules_know_them() -> None:
    assert "CHN:JRN:xinhua" in lexicon.load().rules.tellers
