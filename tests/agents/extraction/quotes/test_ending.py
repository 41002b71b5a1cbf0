from __future__ import annotations

import pytest

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.ending import before_aside, before_relative, content_end
from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import spoken


def row_of(g: Grammar, s: Sentence) -> Row:
    return Row(g, s, {one.first: one for one in spoken(g, s)})


SAID = "Roa/NNP said/VBD it/PRP leaks/VBZ "


@pytest.mark.parametrize(
    "rest",
    [
        "./.",
        ",/, but/CC the/DT lock/NN is/VBZ shut/JJ ./.",
        ",/, adding/VBG that/IN it/PRP froze/VBD ./.",
        "and/CC added/VBD that/IN it/PRP froze/VBD ./.",
        "and/CC Falk/NNP said/VBD it/PRP held/VBD ./.",
        ",/, before/IN leaving/VBG ./.",
        ",/, remarks/NNS that/WDT went/VBD round/RB ./.",
        "–/: a/DT surprise/NN ./.",
        ";/: it/PRP froze/VBD ./.",
        ",/, according/VBG to/IN Falk/NNP ./.",
    ],
)
def test_a_content_ends_where_the_writer_goes_on(sentence, rest: str) -> None:
    g, s = sentence(SAID + rest)
    assert content_end(row_of(g, s), 2, len(s) - 1) == 3


@pytest.mark.parametrize("rest", ["and/CC freezes/VBZ", "because/IN it/PRP froze/VBD", ",/, he/PRP fears/VBZ"])
def test_a_content_runs_on_over_its_own_clauses(sentence, rest: str) -> None:
    g, s = sentence(f"{SAID}{rest} ./.")
    assert content_end(row_of(g, s), 2, len(s) - 1) == len(s) - 2


def test_words_woven_in_are_never_cut_in_two(sentence) -> None:
    g, s = sentence("Roa/NNP said/VBD it/PRP leaks/VBZ ,/, but/CC the/DT lock/NN is/VBZ shut/JJ ./.")
    s.woven = [(3, 9)]
    assert content_end(row_of(g, s), 2, len(s) - 1) == 9


def test_behind_a_phrase_an_aside_or_a_second_verb_is_the_writers(sentence) -> None:
    g, s = sentence("Roa/NNP praised/VBD the/DT lock/NN ,/, which/WDT leaks/VBZ ./.")
    assert before_aside(row_of(g, s), 2, 6) == 3
    g, s = sentence("Roa/NNP praised/VBD the/DT lock/NN and/CC sold/VBD it/PRP ./.")
    assert before_aside(row_of(g, s), 2, 6) == 3
    g, s = sentence("Roa/NNP praised/VBD the/DT lock/NN ,/, Falk/NNP left/VBD ./.")
    assert before_aside(row_of(g, s), 2, 6) == 3
    g, s = sentence("Roa/NNP praised/VBD the/DT lock/NN and/CC the/DT gate/NN ./.")
    assert before_aside(row_of(g, s), 2, 6) == 6


def test_behind_a_clause_which_is_the_writers_unless_the_clause_goes_on(sentence) -> None:
    g, s = sentence(SAID + ",/, which/WDT hurts/VBZ ./.")
    assert before_relative(row_of(g, s), s, 2, 6) == 3
    g, s = sentence("Roa/NNP said/VBD the/DT lock/NN ,/, which/WDT leaks/VBZ ,/, is/VBZ old/JJ ./.")
    assert before_relative(row_of(g, s), s, 2, 9) == 9
