from datetime import timedelta

import pytest
from makers import DAY0, make_deed, make_pact, make_report, make_step

from agents.incidents import incidents_of
from agents.records import Incident, Step
from agents.state import step_of
from agents.turns import opposite, same_sides, turn_of, turned_by

PROMISED = make_deed("arms_promised", 6.0)
REFUSED = make_deed("arms_refused", -5.0)


def incident(deed: object, article: str = "a", hours: float = 0.0) -> Incident:
    return incidents_of([make_report(deed, article, hours)])[0]  # type: ignore[arg-type]


def test_a_word_is_taken_back_by_its_opposite() -> None:
    old, new = incident(PROMISED), incident(REFUSED, "b", 48)
    turn = turn_of(new, [step_of(old), step_of(new)])
    assert turn is not None
    assert (turn.kind, turn.of, turn.at) == ("arms_promised", old.id, old.at)
    assert turned_by(old, [step_of(old), step_of(new)]) == new.id
    assert turn_of(old, [step_of(new)]) is None, "what came before takes nothing back"


@pytest.mark.parametrize(
    ("days", "more", "why"),
    [
        (57, {}, "eight weeks are over"),
        (2, {"targets": ("CHN",)}, "another counterpart"),
        (2, {"sources": ("GBR",)}, "another's word"),
        (2, {"object": "aid"}, "another object"),
        (2, {"goldstein": 0.5}, "it commits nobody"),
        (2, {"alone": False}, "only told beside its opposite"),
    ],
)
def test_what_takes_nothing_back(days: int, more: dict[str, object], why: str) -> None:
    old: Step = make_step(DAY0 - timedelta(days=days), **{"object": "arms", "goldstein": 6.0, **more})
    assert turn_of(incident(REFUSED), [old]) is None, why


def test_the_latest_opposite_counts() -> None:
    steps = [make_step(DAY0 - timedelta(days=n), object="arms", goldstein=6.0, incident_id=str(n)) for n in (30, 9)]
    turn = turn_of(incident(REFUSED), steps)
    assert turn is not None
    assert turn.of == "9"


def test_an_article_may_itself_say_what_is_taken_back() -> None:
    turn = turn_of(incident(make_deed("arms_refused", -5.0, turns="arms_promised")), [])
    assert turn is not None
    assert (turn.kind, turn.of) == ("arms_promised", "")


def test_what_two_do_has_no_direction() -> None:
    truce, broken = make_pact("A", "B", "ceasefire_declared", 7.0), make_pact("B", "A", "ceasefire_broken", -7.0)
    assert same_sides(truce, broken)
    assert opposite(truce, broken)
    assert not same_sides(PROMISED, make_deed("arms_refused", -5.0, sources=("RUS",), targets=("USA",)))
