"""Forms of verbs and nouns: regular endings, doubled letters, irregular forms from data."""

from __future__ import annotations

import pytest

from agents.lexicon.inflection import plural, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("impose", {"impose": "b", "imposes": "s", "imposed": "dn", "imposing": "g"}),
        ("deny", {"denies": "s", "denied": "dn", "denying": "g"}),
        ("cancel", {"canceled": "dn", "cancelled": "dn", "cancelling": "g"}),
        ("slap", {"slapped": "dn", "slapping": "g"}),
        ("veto", {"vetoes": "s", "vetoed": "dn"}),
        ("agree", {"agreed": "dn", "agreeing": "g"}),
    ],
)
def test_regular_forms(lemma: str, forms: dict[str, str]) -> None:
    assert forms.items() <= verb_forms(lemma).items()


def test_be_and_have_have_their_own_third_person() -> None:
    assert {"is": "s", "are": "s"}.items() <= verb_forms("be", "was/were", "been").items()
    assert verb_forms("have", "had")["has"] == "s"
    assert "bes" not in verb_forms("be", "was/were", "been")


def test_irregular_forms_keep_past_and_participle_apart() -> None:
    forms = verb_forms("freeze", "froze", "frozen")
    assert forms["froze"] == "d"
    assert forms["frozen"] == "n"
    assert "freezed" not in forms


def test_a_form_can_be_base_past_and_participle() -> None:
    assert verb_forms("cut", "cut")["cut"] == "bdn"


@pytest.mark.parametrize(("one", "many"), [("envoy", "envoys"), ("embassy", "embassies"), ("sanction", "sanctions")])
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many
