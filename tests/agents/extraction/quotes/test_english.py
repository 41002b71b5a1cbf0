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
        ("When Roa said it was late, he looked tired.", ("it was late", "Roa")),
        ("The clerk, who said last week that the lock was shut, issued a statement.", ("the lock was shut", "who")),
    ],
)
def test_a_clause_that_another_encloses_ends_with_it(said, body: str, expected: tuple[str, str]) -> None:
    assert said(body)[0] == expected


WHOLE = [
    (
        "Roa Falk, an ally, said Thursday his biggest worry is the lock.",
        [("his biggest worry is the lock", "Roa Falk")],
    ),
    (
        "Falk told officials that it leaked, but the board closed it, the source added.",
        [("Falk told officials that it leaked, but the board closed it", "the source"), ("it leaked", "Falk")],
    ),
    (
        "She said her aim is to “distrust and verify” that it holds.",
        [("her aim is to “distrust and verify” that it holds", "She")],
    ),
    ("“They left the bills,” laughed Mrs Roa.", [("“They left the bills,”", "Mrs Roa")]),
    ("A reporter asked if the lock was shut.", [("if the lock was shut", "A reporter")]),
    ("Chad and Mali called on the bloc to act.", [("to act", "Chad and Mali")]),
    ("In explaining why the bridge was late, Brandt described a market.", [("why the bridge was late", "Brandt")]),
    ("Insisting it was not planned, Brandt invited the crew to the desk.", [("it was not planned", "Brandt")]),
    ("The engineer said the lock had frozen, which it does each year.", [("the lock had frozen", "The engineer")]),
    ("Haan demanded a review of the tariff, Terlouw left the room.", [("a review of the tariff", "Haan")]),
    ("The mayor sent a letter saying the lock was shut.", [("the lock was shut", "The mayor")]),
    (
        "The union argued that the owners should be fined, but not the crews who sail for them.",
        [("the owners should be fined, but not the crews who sail for them", "The union")],
    ),
    (
        "Harbour sources report that Roa insulted Haan, claiming that the docks were empty.",
        [("Roa insulted Haan", "Harbour sources"), ("the docks were empty", "Roa")],
    ),
    ("She said leaving the bloc would cost jobs.", [("leaving the bloc would cost jobs", "She")]),
    ("Brandt called the levy a “gift of the guilds” on Monday.", [("the levy a “gift of the guilds”", "Brandt")]),
    (
        "Brandt called the talk a “good step” that opened “many fields” for both.",
        [("the talk a “good step” that opened “many fields” for both", "Brandt")],
    ),
    (
        "He pledged “help” toward common aims, a “deep” bond and an “honest” talk.",
        [("“help” toward common aims, a “deep” bond and an “honest” talk", "He")],
    ),
    (
        "Brandt stressed the need for an “iron promise” to the fishermen.",
        [("the need for an “iron promise” to the fishermen", "Brandt")],
    ),
    (
        "After the vote in the upper house, “we know where we stand,” Haan said.",
        [("After the vote in the upper house, “we know where we stand,”", "Haan")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), WHOLE)
def test_whole_sentences(said, body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


def test_no_room_for_what_was_said_is_no_quote(read) -> None:
    body = "The agency reported that, according to a survey of its staff, 85 of the 154 meetings were late."
    assert all(a < b for quote in read(body) for a, b in quote.pieces)
