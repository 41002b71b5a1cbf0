"""No signal read in any text of our own breaks a law of sides; each law is seen to break where it should."""

from __future__ import annotations

import laws_of_sides
import pytest

from agents.extraction import read
from agents.lexicon import load
from agents.records import Party, Signal


def test_no_law_of_sides_is_broken() -> None:
    assert list(laws_of_sides.broken(load())) == []


@pytest.mark.parametrize(
    ("law", "text", "source", "target"),
    [
        ("is_done_to_oneself", "Chad met officials of Chad.", "Chad", "Chad"),
        ("is_modifier", "Chad attacked Niger-backed rebels.", "Chad", "Niger"),
        ("is_topic", "Chad rejected a resolution on Niger.", "Chad", "Niger"),
        ("is_compared", "Unlike Niger, Chad sent troops.", "Chad", "Niger"),
        ("only_helped", "Chad joined talks hosted by Niger.", "Chad", "Niger"),
        ("is_joined", "Chad and Niger expelled diplomats.", "Chad", "Niger"),
        ("is_told_by", "Chad shelled a village, according to Amnesty International.", "Chad", "Amnesty International"),
    ],
)
def test_a_law_is_broken_where_it_should_be(law: str, text: str, source: str, target: str) -> None:
    ids = {"Chad": "TCD", "Niger": "NER", "Amnesty International": "NGO:amnesty"}
    made = signal_of(text, *(party(text, name, ids[name]) for name in (source, target)))
    assert laws_of_sides.LAWS[law](read(text, load()), made)


def test_a_place_of_meeting_is_no_side() -> None:
    text = "Chad and Niger met in Nigeria."
    made = signal_of(text, party(text, "Chad", "TCD"), party(text, "Nigeria", "NGA"))
    assert laws_of_sides.met_at_place(read(text, load()), made)


def party(text: str, name: str, actor: str) -> Party:
    at = text.index(name)
    return Party(text=name, start=at, end=at + len(name), name=name, actor_id=actor)


def signal_of(text: str, source: Party, target: Party) -> Signal:
    """A signal whose sides are as badly read as can be."""
    meets = " met in " in text
    return Signal(
        id="x", signal="meeting_held" if meets else "expulsion", type="CONSULT", start=0, end=len(text), quad=1,
        goldstein=0.0, cameo="040", trigger=(len(text) - 1, len(text)), status="done", source=source, target=target,
        rule="meeting.hold" if meets else "diplomacy.expel", place=target.name, confidence=0.9,
    )  # fmt: skip
