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


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("„Nein“, sagte Ministerin Greta Lohmann am Mittwoch.", [("„Nein“", "Ministerin Greta Lohmann")]),
        ("Am Montag sagte der Sprecher, er habe nichts gewusst.", [("er habe nichts gewusst", "der Sprecher")]),
        ("Die Polizei teilte am Abend mit, dass zwei Kräne fehlten.", [("zwei Kräne fehlten", "Die Polizei")]),
        ("Man habe nichts gewusst, sagte die Sprecherin.", [("Man habe nichts gewusst", "die Sprecherin")]),
        ("Die Ministerin hat angekündigt, das Gesetz zu ändern.", [("das Gesetz zu ändern", "Die Ministerin")]),
        ("Der Sprecher wollte nicht bestätigen, dass zwei Kräne fehlten.", []),
        ("Die Zeitung lag auf dem Tisch, der neben dem Fenster stand.", []),
    ],
)
def test_german_sentences(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body, "de") == expected


def test_the_subjunctive_alone_goes_on_with_the_last_speaker(said) -> None:
    body = "Die Sprecherin sagte, der Hafen sei geschlossen. Man habe nichts gewusst. Er werde bald öffnen."
    assert said(body, "de")[1] == ("Man habe nichts gewusst. Er werde bald öffnen.", "Die Sprecherin")


def test_a_verbatim_fragment_is_given_beside_its_clause(said) -> None:
    found = said("Lahm sagte, der Pilot trage die „volle Verantwortung“ dafür.", "de")
    assert found == [("der Pilot trage die „volle Verantwortung“ dafür", "Lahm"), ("„volle Verantwortung“", "Lahm")]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("„Nein“, sagte die Sprecherin der Reederei gestern.", "die Sprecherin der Reederei"),
        ("„Nein“, sagte der Sprecher der Fraktion, Jan Roth, gestern.", "der Sprecher der Fraktion, Jan Roth"),
        ("„Nein“, sagte er gestern.", "er"),
        ("In Berlin sagte die Ministerin, der Hafen sei offen.", "die Ministerin"),
        ("Gestern hat vor Gericht der Zeuge gesagt, dass er nichts wisse.", "der Zeuge"),
    ],
)
def test_a_phrase_ends_with_its_noun_and_follows_what_is_fronted(said, body: str, speaker: str) -> None:
    assert [who for _, who in said(body, "de")] == [speaker]


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


def test_a_journey_is_no_source(said) -> None:
    assert said("Er fuhr nach Berlin und kam so nach Hause.", "de") == []
