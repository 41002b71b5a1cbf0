from __future__ import annotations

import pytest

from agents.extraction.quotes.token_sources import last_word


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Laut Polizei fehlten zwei Kräne.", ("fehlten zwei Kräne", "Polizei")),
        ("Nach Angaben der Reederei fehlten zwei Kräne.", ("fehlten zwei Kräne", "Angaben der Reederei")),
        ("Zwei Kräne fehlten Medienberichten zufolge.", ("Zwei Kräne fehlten", "Medienberichten")),
        ("Zwei Kräne fehlten, so die Sprecherin.", ("Zwei Kräne fehlten", "die Sprecherin")),
        ("Wie die Reederei mitteilte, fehlten zwei Kräne.", ("fehlten zwei Kräne", "die Reederei")),
        ("Demnach fehlten zwei Kräne im Hafen.", ("fehlten zwei Kräne im Hafen", "Demnach")),
    ],
)
def test_sources_own_the_rest_of_the_sentence(said, body: str, expected: tuple[str, str]) -> None:
    assert said(body, "de") == [expected]


def test_a_journey_is_no_source(said, parse) -> None:
    assert said("Er fuhr nach Berlin und kam so nach Hause.", "de") == []
    assert last_word(parse("Er fuhr.", "de")[1]) == 1
