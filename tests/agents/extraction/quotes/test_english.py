from __future__ import annotations

import pytest


def test_words_in_marks_inside_a_clause_make_it_mixed(read) -> None:
    (quote,) = read('Renn said the plan was "dead on arrival" and that the council would vote it down.')
    assert quote.type == "mixed"
    assert quote.text == 'the plan was "dead on arrival" and that the council would vote it down'
    assert [quote.text.find("dead on arrival") > 0, len(quote.verbatim)] == [True, 1]


def test_what_is_reported_by_a_relay_keeps_both_speakers(read) -> None:
    outer, inner = read("According to the report, Roa told Falk that the lock was closed.")
    assert outer.speaker is not None and outer.speaker.text == "the report"
    assert inner.speaker is not None and inner.speaker.text == "Roa"
    assert inner.parent == outer.id
    assert inner.relayed_by is not None and inner.relayed_by.text == "the report"
    assert inner.addressee is not None and inner.addressee.text == "Falk"


def test_a_passive_names_its_speaker_behind_it(said) -> None:
    expected = [("two of the pumps had never run", "an engineer")]
    assert said("The inquiry was told by an engineer that two of the pumps had never run.") == expected


def test_silence_is_no_speech(said) -> None:
    assert said("Falk did not say whether the lock was closed.") == []
    assert said("If the auditors say that the books are wrong, the harbour board must resign.") == []
    assert said("The dredging company declined to comment.") == []


def test_who_is_spoken_of_is_the_target(read) -> None:
    (quote,) = read('Lind accused the firm of "pure theatre" on Monday.')
    assert quote.target is not None and quote.target.text == "the firm"
    assert quote.speaker is not None and quote.speaker.text == "Lind"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("When Roa said it leaks, he looked tired.", ("it leaks", "Roa")),
        ("Roa, who said last week that the lock leaks, issued a statement.", ("the lock leaks", "who")),
    ],
)
def test_a_clause_that_another_encloses_ends_with_it(said, body: str, expected: tuple[str, str]) -> None:
    assert said(body)[0] == expected
