"""Who says so: facts, reports, claims and blame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals import told
from agents.extraction.signals.passes import Passes, read_sentence
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence

Run = Callable[[str], Passes]


def found(passes: Run, text: str) -> set[tuple[str, str]]:
    return {(d.outcome.signal, d.status) for d in passes(text).chosen}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malta has expelled two Libyan diplomats, the foreign minister of Malta said.", ("expulsion", "done")),
        ("Niger's jets killed ten people in Chad on Monday, officials in Chad said.", ("attack", "done")),
        ("Chad says Niger's jets killed ten people in Chad on Monday.", ("attack", "reported")),
        ("The army of Mali said Malian rebels killed six soldiers.", ("attack", "reported")),
        ("Malta reportedly expelled two Libyan diplomats.", ("expulsion", "reported")),
        ("Malta has expelled two Libyan diplomats, sources told Reuters.", ("expulsion", "reported")),
        ("The troops of Niger have killed many Chadians, the president of Chad said.", ("accusation", "done")),
        ('"Niger has broken the treaty with Chad," the president of Chad said.', ("accusation", "done")),
    ],
)
def test_what_its_teller_makes_of_a_deed(passes: Run, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(passes, text)


def test_who_is_blamed_is_the_one_who_is_said_to_have_done_it(passes: Run) -> None:
    made = passes("The troops of Niger have killed many Chadians, the president of Chad said.").chosen[0]
    assert (made.source and made.source.actor_id, made.target and made.target.actor_id) == ("TCD:GOV", "NER:MIL")


def test_what_is_argued_between_marks_is_a_claim(passes: Run) -> None:
    drafts = passes('"Niger attacked Mali. Niger wants war," the president of Chad said.').drafts
    assert [d.is_claim for d in drafts if d.outcome.signal == "attack"] == [True]


def test_what_others_foresee_is_not_announced(passes: Run) -> None:
    drafts = passes("Niger will attack Mali on Monday, the president of Chad said.").drafts
    assert {d.status for d in drafts if d.match.rule.signal == "attack"} == {"hypothetical"}


def test_without_a_teller_nothing_changes(passes: Run) -> None:
    assert found(passes, "Niger attacked Mali.") == {("attack", "done")}


def test_a_draft_is_weighed_by_its_teller(sentence: Callable[[str], Sentence], scene: Callable[[str], Scene]) -> None:
    text = "Niger's jets reportedly attacked Mali."
    passes = read_sentence(sentence(text), scene(text))
    made = passes.drafts[0]
    made.status = "done"
    told.weigh(passes.sentence, made, scene(text))
    assert made.status == "reported"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad's foreign minister said Niger was arming rebels.", ("accusation", "TCD:GOV:mfa", "NER")),
        ("Niger arming rebels in the north, Chad says", ("accusation", "TCD", "NER")),
        ("Chad says Niger arming rebels in the north", ("accusation", "TCD", "NER")),
        ("Chad: Nigerien boats stole our fish", ("accusation", "TCD", "NER")),
        ("Niger's dam is 'robbery', Chad says", ("criticism", "TCD", "NER")),
        ("Niger must free the herders, Chad says", ("demand", "TCD", "NER")),
        ("Niger will be held responsible for the raid, Chad says", ("accusation", "TCD", "NER")),
    ],
)
def test_who_says_it_blames_or_demands(passes: Run, text: str, expected: tuple[str, str, str]) -> None:
    told = {
        (d.outcome.signal, d.source and d.source.actor_id, d.target and d.target.actor_id) for d in passes(text).chosen
    }
    assert expected in told


@pytest.mark.parametrize(
    "text",
    [
        "Niger was hiding the ringleaders.",
        "Niger's foreign minister said Niger was hiding the ringleaders.",
        "As long as Niger hides the ringleaders there is no peace, Chad's foreign minister said.",
        "Niger is among the most dangerous places, Chad's foreign minister said.",
    ],
)
def test_nobody_is_blamed_without_another_who_says_it(passes: Run, text: str) -> None:
    assert not {d.outcome.signal for d in passes(text).chosen} & {"accusation", "criticism"}
