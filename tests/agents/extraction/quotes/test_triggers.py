from __future__ import annotations

import pytest

from agents.extraction.quotes.grammar import grammar
from agents.extraction.quotes.triggers import holds, triggers


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Roa SAID so. İki warned him.", ["SAID", "warned"]),  # a letter that grows in lower case moves nothing
        ("According to Roa, in the words of Vos, it stood as it was.", ["According", "words"]),
        ("The aforesaid road, the address.", []),
        ("Roa thinks so.", []),  # belief
    ],
)
def test_triggers_are_whole_words_that_tell_of_speech(cues, body: str, expected: list[str]) -> None:
    found = triggers(grammar(cues.languages["en"])).places(body)
    assert [body[at:].split(maxsplit=1)[0].strip(".,") for at in found] == expected


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("the bank said rates fell", True),
        ("the war closed", False),  # only with marks
        ("roa came late to the clean hall", False),  # "come clean"
        ("they dreamt that rates fell", False),
        ("roa found that rates fell", True),
        ("roa found nothing", False),
        ("in the words of roa rates fell", True),
        ("in other words rates fell", False),
        ("his allegation that rates fell", True),
        ("his promise to leave", True),
        ("his allegation on the house", False),
    ],
)
def test_words_alone_show_that_nothing_is_said(cues, sentence: str, may: bool) -> None:
    assert triggers(grammar(cues.languages["en"])).may_hold(sentence.split()) is may


def test_a_sentence_holds_a_place_from_its_start_up_to_its_end() -> None:
    assert holds([3, 8], 3, 5) and holds([3, 8], 4, 9)
    assert not holds([3, 8], 4, 8) and not holds([], 0, 9)
