"""Organisations linked by their own words."""

from collections.abc import Callable

import pytest

from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


@pytest.mark.parametrize(
    ("sentence", "name", "actor"),
    [
        ("The Peruvian Foreign Ministry protested.", "Peruvian Foreign Ministry", "PER:GOV:mfa"),
        ("Bhutan's Ministry of Defence protested.", "Ministry of Defence", "BTN:GOV:mod"),
        ("The Ministry of Health of Paraguay closed.", "Ministry of Health of Paraguay", "PRY:GOV:health"),
        ("The Zambian Union of Miners struck.", "Zambian Union of Miners", "ZMB:LAB"),
        ("The Gabonese Liberation Army attacked.", "Gabonese Liberation Army", None),
        ("The Zambian Union of Miners (ZUM) met. The ZUM struck.", "ZUM", "ZMB:LAB"),
        ("The Uzbek Prosecutor General’s Office spoke.", "Uzbek Prosecutor General’s Office", "UZB:JUD"),
        ("The Windhoek High Court sat.", "Windhoek High Court", "NAM:JUD"),
        ("The Federal Government of Somalia met.", "Federal Government of Somalia", "SOM:GOV"),
        ("The Board of Green Cloth met.", "Board of Green Cloth", None),
    ],
)
def test_bodies(find: Find, sentence: str, name: str, actor: str | None) -> None:
    assert find(sentence)[name].actor_id == actor
