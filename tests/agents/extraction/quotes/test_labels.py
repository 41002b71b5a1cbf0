from __future__ import annotations

import pytest


def test_a_transcript_gives_answers_and_no_questions(read) -> None:
    found = read(
        "REPORTER: Will you resign?\n\nDUNN: I will finish the work. I was elected.\n\nREPORTER: Is that a no?"
    )
    assert [(q.type, q.text, q.speaker.text if q.speaker else None) for q in found] == [
        ("transcript", "I will finish the work. I was elected.", "DUNN")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Okafor: bridge must reopen by Friday", [("bridge must reopen by Friday", "Okafor")]),
        ("Okafor: bridge ‘must’ reopen.\n\nGovernor Okafor spoke on Monday.", [("bridge ‘must’ reopen", "Okafor")]),
        ("The Latest: Storm closes all ports", []),
        ("Stealth: Storm closes all ports\n\nGovernor Okafor spoke on Monday.", []),
    ],
)
def test_a_headline_names_who_says_it(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected
