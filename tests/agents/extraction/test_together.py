"""Names that stand in one list act or suffer together."""

from datetime import UTC, datetime

import pytest

from agents.extraction import read
from agents.lexicon import load

AT = datetime(2026, 3, 30, tzinfo=UTC)


def sides(text: str, title: bool = False) -> tuple[set[str], set[str]]:
    """The sides of the first happening of a text, by state."""
    first = read(text, load(), title=text if title else "", published_at=AT).happenings[0]
    given = [{str(p.actor_id).split(":")[0] for p in side} for side in (first.sources, first.targets)]
    return given[0], given[1]


@pytest.mark.parametrize(
    ("text", "sources", "targets"),
    [
        ("Kenya, Uganda and Rwanda imposed sanctions on Burundi.", {"KEN", "UGA", "RWA"}, {"BDI"}),
        ("Chile and Peru recalled their ambassadors from Bolivia.", {"CHL", "PER"}, {"BOL"}),
        ("Norway imposed sanctions on Belarus, Eritrea and Mali.", {"NOR"}, {"BLR", "ERI", "MLI"}),
        ("The Netherlands, Italy, and Greece condemned Libya.", {"NLD", "ITA", "GRC"}, {"LBY"}),
        ("Canada expelled the ambassador of Laos and Nepal said it would respond.", {"CAN"}, {"LAO"}),
        ("Ghana condemned Togo, and Benin closed its border.", {"GHA"}, {"TGO"}),
    ],
)
def test_a_list_is_one_side(text: str, sources: set[str], targets: set[str]) -> None:
    assert sides(text) == (sources, targets)


def test_a_title_needs_no_and() -> None:
    assert sides("Finland, Latvia suspend arms exports to Oman", title=True) == ({"FIN", "LVA"}, {"OMN"})
    assert sides("Finland suspends arms exports to Oman, Latvia says", title=True)[0] == {"FIN"}
