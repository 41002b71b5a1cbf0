"""Freezing what nouns are: what counts, and what is left out."""

from agents.lexicon.freeze.nouns import classes

LINES = [
    "attack%1:04:00:: 1 1 23",
    "attack%1:10:00:: 2 2 2",
    "attack%2:33:00:: 3 1 9",
    "trawler%1:06:00:: 4 1 0",
    "air_raid%1:04:00:: 5 1 4",
    "record%1:10:00:: 6 1 6",
    "record%1:06:00:: 7 2 4",
]


def test_a_noun_has_the_classes_of_its_common_senses() -> None:
    assert classes(LINES) == {"attack": ["act"], "record": ["communication", "artifact"]}
