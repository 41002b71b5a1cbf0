from __future__ import annotations

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.contents import content_after, listener_of
from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken, spoken


def row_and_cue(g: Grammar, s: Sentence) -> tuple[Row, Spoken]:
    cues = {one.first: one for one in spoken(g, s)}
    return Row(g, s, cues), cues[min(cues)]


CONTENTS = [
    ("Roa/NNP said/VBD that/IN the/DT lock/NN leaks/VBZ ./.", "that", "the"),
    ("Roa/NNP said/VBD the/DT lock/NN leaks/VBZ ./.", "bare", "the"),
    ("Roa/NNP told/VBD Falk/NNP the/DT lock/NN leaks/VBZ ./.", "bare", "the"),
    ("Roa/NNP asked/VBD whether/IN the/DT lock/NN leaks/VBZ ./.", "wh", "whether"),
    ("Roa/NNP vowed/VBD to/TO close/VB it/PRP ./.", "to", "to"),
    ("Roa/NNP promised/VBD miners/NNS on/IN Monday/NNP to/TO close/VB it/PRP ./.", "to", "to"),
    ("Roa/NNP urged/VBD Falk/NNP not/RB to/TO close/VB it/PRP ./.", "order", "not"),
    ("Roa/NNP accused/VBD Falk/NNP of/IN theft/NN ./.", "for", "theft"),
    ("Roa/NNP praised/VBD Falk/NNP for/IN the/DT lock/NN ./.", "for", "falk"),
    ("Roa/NNP described/VBD the/DT vote/NN as/IN rigged/VBN ./.", "as", "the"),
    ("Roa/NNP called/VBD him/PRP a/DT liar/NN ./.", "as", "him"),
    ("Roa/NNP demanded/VBD an/DT inquiry/NN ./.", "thing", "an"),
    ("Often/RB ,/, Roa/NNP said/VBD ,/, the/DT lock/NN is/VBZ open/JJ ./.", "bare", "the"),
    ("Roa/NNP added/VBD that/IN ,/, in/IN May/NNP ,/, the/DT lock/NN froze/VBD ./.", "that", "in"),
]


@pytest.mark.parametrize(("tagged", "frame", "first"), CONTENTS)
def test_what_a_cue_takes_and_where_it_begins(sentence, tagged: str, frame: str, first: str) -> None:
    g, s = sentence(tagged)
    found = content_after(g, s, *row_and_cue(g, s), len(s) - 1)
    assert found is not None
    assert (found.frame, s.words[found.first]) == (frame, first)


@pytest.mark.parametrize(
    "tagged",
    [
        "Roa/NNP told/VBD Falk/NNP about/IN the/DT lock/NN ./.",
        "Roa/NNP called/VBD her/PRP$ mother/NN ./.",
        "Roa/NNP said/VBD so/RB ./.",
        "Roa/NNP said/VBD on/IN Monday/NNP when/WRB he/PRP arrived/VBD ./.",
    ],
)
def test_a_topic_or_a_time_is_no_content(sentence, tagged: str) -> None:
    g, s = sentence(tagged)
    assert content_after(g, s, *row_and_cue(g, s), len(s) - 1) is None


def test_who_was_told(sentence) -> None:
    g, s = sentence("Roa/NNP told/VBD the/DT board/NN that/IN it/PRP leaks/VBZ ./.")
    assert listener_of(next(iter(spoken(g, s)))) == (2, 3)
