"""The choice among drafts: precise before vague, public before private, silence where there is no enemy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.passes import Passes
from agents.lexicon import load

Run = Callable[[str], Passes]


def names(run: Passes) -> list[str]:
    return [d.outcome.signal for d in run.chosen]


def test_the_precise_wording_wins(passes: Run) -> None:
    assert names(passes("Eritrea refused to negotiate with Ethiopia.")) == ["talks_refused"]


def test_two_steps_of_one_sentence(passes: Run) -> None:
    found = names(passes("Poland expelled three Russian diplomats and Canada blacklisted Belarus."))
    assert sorted(found) == ["expulsion", "sanctions_imposed"]


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked the goal and Spain won the match in the league.",
        "A tsunami killed 43 people in Indonesia.",
        "The carmaker ended merger talks with its rival.",
        "The Irish poet refused to explain a single line.",
        "Shares fell after the bank rejected the takeover offer.",
        "The union of Swedish cooks walked out of talks with the hotel.",
        "The jury in Basel recognised the Peruvian weaver.",
        "The Belgian brickmaker's talks with its Polish rival ended.",
        "Uruguay attacked early and will meet Chile in the last eight.",
    ],
)
def test_silence(passes: Run, text: str) -> None:
    assert names(passes(text)) == []


def test_private_people_are_told_where_they_face_a_state(passes: Run) -> None:
    assert names(passes("The union of Swedish nurses accused the Norwegian government of deceit.")) == ["accusation"]


def test_what_somebody_is_known_for_is_no_news(passes: Run) -> None:
    is_known = passes("The rebels are responsible for the massacre in Mali.").chosen
    assert [d.confidence < 0.6 for d in is_known] == [True]


def test_how_it_was_done_is_no_second_step(passes: Run) -> None:
    assert names(passes("Oman imposed sanctions on Chad, banning forty ships from its ports.")) == ["sanctions_imposed"]


def test_two_sides_may_do_the_same(passes: Run) -> None:
    made = passes("Chad freed two Nigerian sailors and Nigeria released nine Chadian traders.").chosen
    assert [d.source.actor_id for d in made if d.source is not None and d.outcome.signal == "release"] == ["TCD", "NGA"]


def test_protesters_may_threaten_on_their_own(passes: Run) -> None:
    assert names(passes("Peruvian nurses threatened to stage a general strike.")) == ["threat"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Togo's drivers flout the border treaty with Benin.", []),
        ("The Belgian phone company lowered its tariffs for calls to Morocco.", []),
        ("Vietnam's ministry warned Laos of reprisals.", ["threat_force"]),
        ("Vietnam's ministry warned Laos of floods.", []),
        ("Hungary's parliament passed a bill that Serbia likes.", []),
    ],
)
def test_what_is_done_at_home_or_for_oneself(passes: Run, text: str, told: list[str]) -> None:
    sure = [d for d in passes(text).chosen if d.confidence > load().rules.roles.confidence.background]
    assert [d.outcome.signal for d in sure] == told
