from __future__ import annotations

from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.speaking import spoken


def test_patterns_are_asked_of_a_stretch_and_give_tokens(sentence) -> None:
    g, s = sentence("Roa/NNP said/VBD it/PRP leaks/VBZ ,/, adding/VBG that/IN it/PRP froze/VBD ./.")
    row = Row(g, s, {one.first: one for one in spoken(g, s)})
    assert row.last == 9
    assert row.search("ends", 3, 9) == (4, 4)
    assert row.search("ends", 5, 8) is None
    assert row.match("parting", 0, 9) is None


def test_groups_have_names_and_what_does_not_hold_is_left_out(sentence) -> None:
    g, s = sentence("According/VBG to/TO the/DT clerk/NN of/IN Lima/NNP ,/, it/PRP leaks/VBZ ./.")
    assert list(Row(g, s, {}).each("source")) == [{"cue": (0, 1), "who": (2, 5)}]


def test_a_frame_holds_right_behind_a_cue(sentence) -> None:
    g, s = sentence("Roa/NNP urged/VBD Falk/NNP to/TO leave/VB ./.")
    row = Row(g, s, {one.first: one for one in spoken(g, s)})
    order = next(frame for frame in row.frames("after") if frame.name == "order")
    assert row.groups(order, 2, 5) == {"told": (2, 2), "said": (3, 3)}
