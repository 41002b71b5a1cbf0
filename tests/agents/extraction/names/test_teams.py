"""States that play: in a report of sport, beside a score, before a coach; and states that only seem to."""

import pytest

from agents.extraction.names.candidates import Candidate
from agents.extraction.names.teams import games
from agents.extraction.text import Text
from agents.lexicon.names import Names


def found(body: str, state: str, names: Names) -> frozenset[int]:
    candidate = Candidate(body.index(state), body.index(state) + len(state), state, "LOC")
    candidate.known = names.by_name[state][0]
    return games(Text(body, lang="en"), [candidate], names)


@pytest.mark.parametrize(
    "body",
    [
        "Talks failed. Chile 2-0 in Lima.",
        "Talks failed. The Chile coach left.",
        "Talks failed. The national team of Chile left.",
        "Talks failed. A 3-1 win sent Chile home.",
        "Talks failed. Chile lost by four wickets.",
    ],
)
def test_the_sentence_of_a_game(names: Names, body: str) -> None:
    assert found(body, "Chile", names) == {1}


@pytest.mark.parametrize(
    "body",
    [
        "Senators voted 52-48 to arm Chile.",
        "Chile took 12-15 villages.",
        "A goal of the talks with Chile is a match of words.",
        "Chile shelled a football pitch and killed two cricketers.",
        "The Chile team came to talk.",
    ],
)
def test_no_game(names: Names, body: str) -> None:
    assert found(body, "Chile", names) == frozenset()


def test_a_report_of_sport_is_all_game(names: Names) -> None:
    body = "Chile left. The striker, the goalkeeper, the winger, the coach and the referee at the tournament."
    assert found(body, "Chile", names) == {0, 1}
