"""Known names in a text: whole words only, the longest first."""

import pytest

from agents.extraction.names.gazetteer import scan
from agents.lexicon.names import Names


def found(body: str, names: Names) -> list[str]:
    return [body[hit.start : hit.end] for hit in scan(body, names)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Iran and Iranian oil", ["Iran", "Iranian"]),
        ("Malian Maliphane Mali_x", ["Malian"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("the U.S. said", ["U.S."]),
        ("US-backed", ["US"]),
        ("US$5 and 10 US dollars", []),
        ("@Russia #Ukraine", ["Ukraine"]),
        ("MOSCOW, RUSSIAN", ["MOSCOW", "RUSSIAN"]),
        ("iran china turkey", []),
        ("Côte d’Ivoire, Cote d'Ivoire", ["Côte d’Ivoire", "Cote d'Ivoire"]),
        ("Xi'an is old", ["Xi'an"]),
        ("@Xi is not, Xi's is", ["Xi"]),
        ("São Paulo, Sao Paulo", ["São Paulo", "Sao Paulo"]),
    ],
)
def test_scan(names: Names, body: str, expected: list[str]) -> None:
    assert found(body, names) == expected


def test_a_hit_carries_all_meanings_the_likeliest_first(names: Names) -> None:
    (hit,) = scan("Tripoli", names)
    assert hit.meanings[0].state == "LBY"
    assert "LBN" in {meaning.state for meaning in hit.meanings}
