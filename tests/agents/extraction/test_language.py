"""Guessing a language: right when it speaks, silent when unsure."""

import pytest

from agents.extraction.language import detect, normalise


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("El presidente dijo que no habrá una reunión con los ministros en la capital este año.", "es"),
        ("O presidente disse que não haverá uma reunião com os ministros na capital.", "pt"),
        ("Il presidente ha detto che non ci sono le condizioni per un incontro nel breve periodo.", "it"),
        ("De minister heeft gezegd dat het overleg niet door kan gaan voor de zomer.", "nl"),
        ("Moscow warns Kyiv", "und"),
        ("", "und"),
    ],
)
def test_detect(body: str, lang: str) -> None:
    assert detect(body) == lang


@pytest.mark.parametrize(
    ("declared", "lang"), [("en-GB", "en"), ("EN_us", "en"), ("deu", ""), ("", ""), (" fr ", "fr")]
)
def test_normalise(declared: str, lang: str) -> None:
    assert normalise(declared) == lang
