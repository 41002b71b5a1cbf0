"""Freezing person names: what is kept."""

from agents.lexicon.freeze.person_names import clean


def test_clean_keeps_single_latin_names() -> None:
    given = ["Ann", "Zoë", "McDonald", "Al", "de la Cruz", "АННА", "ann", "X1a", 5]
    assert clean(given) == {"Ann", "Zoë", "McDonald"}
