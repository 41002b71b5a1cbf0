from __future__ import annotations

import pytest


def test_a_transcript_gives_answers_and_no_questions(read) -> None:
    found = read("HOST: Who pays for the pier?\n\nOBUYA: The harbour pays. It has the money.\n\nHOST: And next year?")
    assert [(q.type, q.text, q.speaker.text if q.speaker else None) for q in found] == [
        ("transcript", "The harbour pays. It has the money.", "OBUYA")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Okafor: ferry fares to fall in spring", [("ferry fares to fall in spring", "Okafor")]),
        ("Okafor: fares ‘will’ fall.\n\nGovernor Okafor spoke on Monday.", [("fares ‘will’ fall", "Okafor")]),
        ("The Latest: Storm closes all ports", []),
        ("Stealth: Storm closes all ports\n\nGovernor Okafor spoke on Monday.", []),
    ],
)
def test_a_headline_names_who_says_it(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected
