from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("According to the port office, three cranes failed.", [("three cranes failed", "the port office")]),
        ("Three cranes failed, according to Lt. Maren Duval.", [("Three cranes failed", "Lt. Maren Duval")]),
        ("According to her deputy, nobody has opened it since.", [("nobody has opened it since", "her deputy")]),
        ("The crew is paid according to rank.", []),
        ("The levy, according to the port office, has doubled.", [("The levy ... has doubled", "the port office")]),
    ],
)
def test_a_source_owns_the_rest_of_the_sentence(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected
