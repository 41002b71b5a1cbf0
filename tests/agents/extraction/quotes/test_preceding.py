from __future__ import annotations

import pytest

from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.preceding import closes, more_marked, pieces_before
from agents.extraction.quotes.speaking import spoken, voice


def before(sentence, tagged: str):
    g, s = sentence(tagged)
    *_, one = spoken(g, s)
    who = voice(g, s, one, None)
    assert who is not None
    found = pieces_before(g, Row(g, s, {}), one, who, 0)
    return ([" ".join(s.words[a : b + 1]) for a, b in found[0]], found[1]) if found is not None else None


@pytest.mark.parametrize(
    ("tagged", "pieces", "frame"),
    [
        ("The/DT lock/NN leaks/VBZ ,/, Roa/NNP said/VBD ./.", ["the lock leaks"], "before"),
        ("The/DT lock/NN leaks/VBZ ,/, said/VBD Roa/NNP ./.", ["the lock leaks"], "before"),
        ("The/DT lock/NN ,/, Roa/NNP said/VBD ,/, has/VBZ frozen/VBN ./.", ["the lock", "has frozen"], "split"),
        ('"/Q Roa/NNP said/VBD ./.', ['"'], "quote"),
        ('"/Q Roa/NNP said/VBD ,/, "/Q ./.', ['"', '"'], "quote"),
        ('He/PRP left/VBD ,/, "/Q Roa/NNP said/VBD ./.', ['"'], "quote"),
    ],
)
def test_what_stands_before_its_cue(sentence, tagged: str, pieces: list[str], frame: str) -> None:
    assert before(sentence, tagged) == (pieces, frame)


@pytest.mark.parametrize(
    "tagged",
    [
        "In/IN May/NNP ,/, Roa/NNP said/VBD the/DT lock/NN leaks/VBZ ./.",
        "He/PRP came/VBD as/IN Roa/NNP said/VBD ./.",
        "The/DT lock/NN leaks/VBZ ,/, the/DT council/NN found/VBD ./.",
    ],
)
def test_a_place_or_a_mere_finding_is_no_content(sentence, tagged: str) -> None:
    assert before(sentence, tagged) is None


def test_a_cue_at_the_end_holds_the_whole_sentence(sentence) -> None:
    g, s = sentence("Falk/NNP said/VBD it/PRP leaks/VBZ ,/, but/CC it/PRP froze/VBD ,/, Roa/NNP added/VBD ./.")
    first, last = spoken(g, s)
    assert not closes(Row(g, s, {}), first)
    assert closes(Row(g, s, {}), last)


def test_marked_words_go_on_behind_a_comma_or_and(sentence) -> None:
    g, s = sentence('Roa/NNP said/VBD "/Q and/CC "/Q ,/, but/CC he/PRP kept/VBD the/DT "/Q ./.')
    assert more_marked(Row(g, s, {}), (2, 2), 3) == [(2, 2), (4, 4)]
    assert more_marked(Row(g, s, {}), (4, 4), 5) == [(4, 4)]
