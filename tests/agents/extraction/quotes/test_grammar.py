from __future__ import annotations


def test_classes_are_made_of_the_lexicons(parse) -> None:
    german, english = parse("Er kam.", "de")[0], parse("He came.")[0]
    assert german.capital_nouns and not english.capital_nouns
    assert {"in", "weil", "den"} <= german.fronted
    assert "den" not in german.function
    assert "source" in english.relays
    assert english.sources["according"] == [("according", "to")]
