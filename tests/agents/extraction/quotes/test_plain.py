from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "lang", "expected"),
    [
        ("« Non », a déclaré la préfète Maïwenn Goulard.", "fr", ("« Non »", "la préfète Maïwenn Goulard")),
        ("La ministre a dit que le port est fermé.", "fr", ("le port est fermé", "La ministre")),
        ("Selon la police, le port est fermé.", "fr", None),
        ("«No», dijo la ministra.", "es", ("«No»", "la ministra")),
        ("El alcalde aseguró: «No».", "es", ("«No»", "El alcalde")),
        ("«Ні», — сказав Іван Крум.", "uk", ("«Ні»", "Іван Крум")),
        ("Иван Крум заявил, что порт закрыт.", "ru", ("порт закрыт", "Иван Крум")),
        ("Газета «Обозрение» вышла.", "ru", None),
    ],
)
def test_marks_and_clauses(said, body: str, lang: str, expected: tuple[str, str] | None) -> None:
    assert said(body, lang) == ([expected] if expected else [])


def test_speech_goes_on_behind_the_speaker(said) -> None:
    body = "« Sans digue, » a averti le capitaine Yann Floch, « la plage disparaît. »"
    assert said(body, "fr") == [("« Sans digue, » ... « la plage disparaît. »", "le capitaine Yann Floch")]
