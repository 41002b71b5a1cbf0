"""A common full name links only where the text speaks for the person of the lexicon."""

from __future__ import annotations

import pytest

from agents.extraction.names import entities, namesakes
from agents.extraction.text import Text
from agents.lexicon.names import Names


@pytest.mark.parametrize(
    ("text", "name", "linked"),
    [
        ("Chris Wright scored twice and the coach was pleased.", "Chris Wright", False),
        ("Energy Secretary Chris Wright scored no point with the coach.", "Chris Wright", True),
        ("Oil firms in the United States heard Chris Wright speak.", "Chris Wright", True),
        ("A farmer called Abdul Hamid lost his crop.", "Abdul Hamid", False),
        ("President Abdul Hamid of Bangladesh opened the fair.", "Abdul Hamid", True),
        ("A pianist called Wang Yi gave a concert.", "Wang Yi", False),
        ("Wang Yi flew back to China.", "Wang Yi", True),
        ("Hillary Clinton published a book.", "Hillary Clinton", True),
        ("Volodymyr Zelensky published a book.", "Volodymyr Zelensky", True),
    ],
)
def test_a_common_name_needs_a_witness(text: str, name: str, linked: bool, names: Names) -> None:
    found = next(e for e in entities.find(Text(text), names) if e.text == name)
    assert (found.type, found.person_id is not None) == ("PER", linked)


def test_one_witness_vouches_for_all_mentions(names: Names) -> None:
    body = "Chris Wright said yes. US officials agreed with Chris Wright."
    assert sum(e.person_id is not None for e in entities.find(Text(body), names)) == 2


def test_a_rare_last_name_is_not_common(names: Names) -> None:
    assert namesakes.is_common("Matthew Miller", names)
    assert not namesakes.is_common("Volodymyr Zelensky", names)
    assert not namesakes.is_common("Ursula von der Leyen", names)
