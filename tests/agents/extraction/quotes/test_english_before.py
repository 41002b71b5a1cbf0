from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('"No," said Ana Roa of the port office.', [('"No,"', "Ana Roa of the port office")]),
        ("“We sail at dawn,” said the pilot, Jorun Aas.", [("“We sail at dawn,”", "the pilot, Jorun Aas")]),
        ("Rates fell in May, the bank said.", [("Rates fell in May", "the bank")]),
        ("Rates fell in May, said the central bank.", [("Rates fell in May", "the central bank")]),
        ("The plan, she said, is dead.", [("The plan ... is dead", "she")]),
        ('"It holds," Ida Renn said, "but it leaks."', [('"It holds," ... "but it leaks."', "Ida Renn")]),
        ("The river is low, and the lock is dry.", []),
        ("Marco Rubio, who is third, stressed defence.", []),
    ],
)
def test_what_stands_before_its_cue(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


def test_who_was_told_and_who_was_meant(read) -> None:
    (told,) = read('"It leaks," Roa told reporters.')
    assert told.addressee is not None and told.addressee.text == "reporters"
    (meant,) = read('"That is theatre," Lind said of Falk.')
    assert meant.target is not None and meant.target.text == "Falk"
    assert meant.speaker is not None and meant.speaker.text == "Lind"
