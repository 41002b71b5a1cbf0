from __future__ import annotations

import pytest


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
