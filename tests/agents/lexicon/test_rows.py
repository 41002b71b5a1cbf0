from __future__ import annotations

from agents.lexicon.rows import Rows

WORDS = {"small": frozenset({"the", "a"}), "times": frozenset({"Monday"})}
MADE = {"noun": "w C -small -times", "any": "w C"}


def rows() -> Rows:
    return Rows(["w", "C"], WORDS, MADE, {"ing": ".+ing"})


def test_a_letter_tells_the_tag_and_the_classes_of_a_word() -> None:
    assert rows().letter("w", "the") == rows().letter("w", "a") != rows().letter("C", "the")
    assert rows().letter("w", "sea") == rows().letter("w", "sky") != rows().letter("w", "sailing")


def test_patterns_name_classes_and_one_another() -> None:
    row = rows().row([("w", "the"), ("w", "old"), ("C", "Roa"), ("C", "Monday")])
    found = rows().pattern("(?P<who>{phrase})<times>$", {"phrase": "<small><noun>+"}).search(row)
    assert found is not None and found.span("who") == (0, 3)
    assert rows().pattern("<ing>", {}).search(rows().letter("w", "sailing"))


def test_a_class_without_words_matches_nothing() -> None:
    assert rows().pattern("<nobody>", {}).search(rows().letter("w", "the")) is None
