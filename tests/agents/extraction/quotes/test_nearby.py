from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.quotes.nearby import Nearby


@pytest.fixture
def near(unit) -> Callable[..., Nearby]:
    return lambda body, lang="en": Nearby(*unit(body, lang))


def marked(near: Nearby) -> int:
    return next(k for k, t in enumerate(near.tokens) if t.shape == "Q")


def test_a_name_before_a_colon_and_a_verb_nobody_listed(near) -> None:
    body = "The news did not surprise Ana Roa: “It leaks a lot.”"
    span = near(body).before_colon(marked(near(body)))
    assert span is not None and body[slice(*span)] == "Ana Roa"
    body = "“It leaks,” Ana Roa riffed on stage."
    span = near(body).follower(0)
    assert span is not None and body[slice(*span)] == "Ana Roa"


def test_a_signature_stands_behind_a_dash_or_on_the_next_line(near) -> None:
    assert near("“It leaks.” ― Ana Roa").signature() == (14, 21)
    assert near("“It leaks.”").signature() is None
    assert near("- Ana Roa.").signed_below() == (2, 9)
    assert near("Ana Roa left.").signed_below() is None


def test_the_subject_of_the_sentence_before(near) -> None:
    body = "Kapitän Moen sprach offen darüber."
    one = near(body, "de")
    span = one.subject_before(len(one.tokens))
    assert span is not None and body[slice(*span)] == "Kapitän Moen"
    assert near("Ana Roa agreed.").speaks() and not near("Ana Roa left.").speaks()


def test_names_and_lone_stretches(near) -> None:
    assert near("“It leaks.”").is_alone() and not near("“It leaks,” he said.").is_alone()
    assert near("The novel “Salt Under Snow” won.").is_named(2)
