"""Signals of an article become the happenings that they tell, each once."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from agents.happenings import gather
from agents.lexicon import load
from agents.records import Happening, Party, Signal, When

LEAD = 100
KINDS = load().kinds


def told(kind: str, source: str | None, target: str | None, start: int = 0, **more: Any) -> Signal:
    """Make a signal of a sentence that begins at `start`."""
    return Signal(
        **{
            "id": f"{kind}-{source}-{target}-{start}", "signal": kind, "type": "X", "quad": 4, "goldstein": -5.0,
            "start": start, "end": start + 50, "trigger": (start + 10, start + 20), "rule": "r", "confidence": 0.8,
            "source": Party(text="s", actor_id=source) if source else None,
            "target": Party(text="t", actor_id=target) if target else None,
            **more,
        }
    )  # fmt: skip


def sides(happenings: tuple[Happening, ...]) -> list[tuple[str, list[str | None], list[str | None]]]:
    return [(h.signal, [p.actor_id for p in h.sources], [p.actor_id for p in h.targets]) for h in happenings]


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        pytest.param(
            [told("attack", "USA", "IRN"), told("bombing", "USA:MIL", "IRN:MIL", 200)],
            [("attack", ["USA"], ["IRN"])],
            id="a near kind by an office of the same state",
        ),
        pytest.param(
            [told("attack", None, "IRN"), told("bombing", "USA", "IRN", 200)],
            [("bombing", ["USA"], ["IRN"])],
            id="what is told in part is taken in by what is told in full",
        ),
        pytest.param(
            [told("meeting_held", "USA", "RUS"), told("meeting_held", "RUS", "USA", 200)],
            [("meeting_held", ["USA"], ["RUS"])],
            id="a meeting from both sides",
        ),
        pytest.param(
            [told("expulsion", "FRA", "RUS"), told("expulsion", "ITA", "RUS")],
            [("expulsion", ["FRA", "ITA"], ["RUS"])],
            id="one verb, two who do it",
        ),
        pytest.param(
            [told("expulsion", "FRA", "RUS"), told("expulsion", "RUS", "FRA", 200)],
            [("expulsion", ["FRA"], ["RUS"]), ("expulsion", ["RUS"], ["FRA"])],
            id="tit for tat is two",
        ),
        pytest.param(
            [told("expulsion", "FRA", "RUS"), told("expulsion", "ITA", "RUS", 200)],
            [("expulsion", ["FRA"], ["RUS"]), ("expulsion", ["ITA"], ["RUS"])],
            id="two sentences, two who do it",
        ),
        pytest.param(
            [told("aid_cut", "USA", "UGA"), told("praise", "USA", "UGA", 200)],
            [("aid_cut", ["USA"], ["UGA"]), ("praise", ["USA"], ["UGA"])],
            id="kinds far apart",
        ),
        pytest.param(
            [told("attack", "USA", "IRN"), told("attack", "USA", "IRN", 200, status="negated")],
            [("attack", ["USA"], ["IRN"]), ("attack", ["USA"], ["IRN"])],
            id="what was not done is another matter",
        ),
        pytest.param([told("attack", "IRN:GOV", "IRN")], [("attack", ["IRN:GOV"], [])], id="nobody does it to oneself"),
    ],
)
def test_gather(signals: list[Signal], expected: list[tuple[str, list[str], list[str]]]) -> None:
    assert sides(gather(signals, KINDS, LEAD)) == expected


def test_what_is_over_is_no_part_of_what_is_new() -> None:
    new, over = told("attack", "USA", "IRN"), told("attack", "USA", "IRN", 200, when=When(read="in 2019", news="old"))
    assert [h.when.news for h in gather([new, over], KINDS, LEAD)] == ["undated", "old"]
    (one,) = gather([new, told("attack", "USA", "IRN", 200, when=When(read="on Monday", news="news"))], KINDS, LEAD)
    assert one.when.read == "on Monday"


def test_the_surest_counts_and_a_lead_is_known() -> None:
    late, early = told("attack", "USA", "IRN", 200, confidence=0.9), told("attack", None, "IRN", 20, place="Natanz")
    (one,) = gather([early, late], KINDS, LEAD)
    assert (one.confidence, one.start, one.leads, one.place) == (0.79, 200, True, "Natanz"), "undated, told twice, done"
    assert one.signals == (late.id, early.id)
    assert not gather([late], KINDS, LEAD)[0].leads


@pytest.mark.parametrize(
    ("signals", "doubts", "confidence"),
    [
        ([told("attack", "USA", "IRN")], ("once", "deed"), 0.66),
        ([told("demand", "USA", "IRN")], ("once",), 0.72),
        ([told("attack", "USA", "IRN", 20)], ("undated", "once", "deed"), 0.64),
        ([told("attack", "USA", "IRN", 300)], ("undated", "once", "deep", "deed"), 0.59),
        ([told("attack", "USA", "IRN", 300), told("bombing", "USA", "IRN", 20)], ("undated", "twice", "deed"), 0.69),
        ([told("attack", "USA", "IRN", 20, when=When(read="on Monday", news="news"))], ("once", "deed"), 0.66),
    ],
)
def test_what_is_doubtful_is_less_sure(signals: list[Signal], doubts: tuple[str, ...], confidence: float) -> None:
    (one,) = gather(signals, KINDS, LEAD)
    assert (one.doubts, one.confidence) == (doubts, confidence)
    (short,) = gather(signals, KINDS, LEAD, is_short=True)
    assert (short.doubts, short.confidence) == ((), 0.8)


def test_sides_far_from_the_words_are_less_sure() -> None:
    near = told("attack", "USA", "IRN")
    end = near.trigger[1]
    far = Party(text="Iran", start=end + 40, end=end + 44, name="Iran", actor_id="IRN")
    (one,) = gather([msgspec.structs.replace(near, target=far, end=end + 60)], KINDS, LEAD)
    assert "target_far" in one.doubts and "source_far" not in one.doubts


def test_what_leads_comes_first() -> None:
    deep, early = told("attack", "USA", "IRN", 200, confidence=0.9), told("praise", "FRA", "MLI", 20)
    assert [h.signal for h in gather([deep, early], KINDS, LEAD)] == ["praise", "attack"]
