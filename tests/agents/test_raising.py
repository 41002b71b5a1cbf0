"""A happening by itself: which rule calls for it, how loud, and why none does."""

from __future__ import annotations

from typing import Any

import pytest

from agents.lexicon.alerts import AlertRule
from agents.raising import judged, severity_of
from agents.records import Happening, Party, When

RULES = (
    AlertRule(id="force", desk="force", severity="critical", signals=frozenset({"attack"}), open=frozenset({"attack"})),
    AlertRule(
        id="words", desk="statements", severity="low", signals=frozenset({"praise"}), min_confidence=0.7, abroad=True
    ),
    AlertRule(id="turn", desk="reversals", severity="high", signals=frozenset({"policy_turn"}), needs_target=False),
    AlertRule(id="sure", desk="aid", severity="low", signals=frozenset({"aid_cut"}), min_independent=2),
)
PARTY, REBELS = Party(text="z", actor_id="IRN:PTY"), Party(text="z", actor_id="IRN:REB:x")
USA, IRN = Party(text="x", actor_id="USA"), Party(text="y", actor_id="IRN")


def happening(**more: Any) -> Happening:
    return Happening(
        **{
            "id": "h", "signal": "attack", "type": "ASSAULT", "quad": 4, "goldstein": -9.0, "start": 0, "end": 9,
            "trigger": (0, 9), "rule": "r", "sources": (USA,), "targets": (IRN,), "confidence": 0.9, **more,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "severity", "why"),
    [
        ({}, "critical", ""),
        ({"confidence": 0.7}, "medium", ""),
        ({"targets": (), "leads": True}, "medium", ""),
        ({"sources": (), "leads": True}, "medium", ""),
        ({"sources": ()}, None, "one side is not told"),
        ({"sources": (), "targets": (), "leads": True}, None, "nobody whom we know does it or suffers it"),
        ({"sources": (), "leads": True, "confidence": 0.85}, None, "one side is not told"),
        ({"status": "hypothetical"}, None, "it is hypothetical"),
        ({"when": When(read="in 2019", news="old")}, None, "it is old: in 2019"),
        ({"when": When(read="on Monday", news="news")}, "critical", ""),
        ({"signal": "praise", "confidence": 0.65}, None, "confidence 0.65 < 0.7"),
        ({"signal": "praise", "targets": (), "leads": True}, None, "one side is not told"),
        ({"signal": "policy_turn", "targets": ()}, "high", ""),
        ({"signal": "praise", "sources": (PARTY,)}, None, "it stays within one state"),
        ({"signal": "praise", "sources": (REBELS,)}, "low", ""),
        ({"sources": (PARTY,)}, "critical", ""),
        ({"signal": "aid_cut"}, None, "its rule asks for several sources"),
        ({"signal": "riot"}, None, "no rule asks for its kind"),
    ],
)
def test_judged(told: dict[str, Any], severity: str | None, why: str) -> None:
    (raised,) = judged([happening(**told)], RULES)
    assert (raised.severity if raised.rule else None, raised.why) == (severity, why)


def test_what_is_open_is_never_loud() -> None:
    assert severity_of(RULES[0], 0.9, "done", is_open=True) == "medium"
    assert severity_of(RULES[1], 0.9, "done", is_open=True) == "low"
    assert severity_of(RULES[0], 0.7, "done", is_open=False) == "medium", "nor what is unsure"
    assert severity_of(RULES[1], 0.7, "done", is_open=False) == "low"
    assert severity_of(RULES[0], 0.9, "reported", is_open=False) == "medium", "nor what is only reported"
