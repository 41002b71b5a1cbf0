"""Every way to a side that the data names exists, and each leads where it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.match import scan
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.ways import WAYS
from agents.lexicon import load


def test_the_data_names_no_other_ways() -> None:
    matters = load().rules.roles.matters.values()
    sources = {w for m in matters for w in (*m.source_active, *m.source_noun, *m.source_passive, *m.source_event)}
    named = sources | {way for m in matters for way in (*m.target, *m.target_event)}
    assert named == set(WAYS)


@pytest.mark.parametrize(
    ("text", "rule", "way", "found"),
    [
        ("Canada imposed sanctions on Belarus.", "sanctions.impose", "subject", "Canada"),
        ("Canada imposed sanctions on Belarus.", "sanctions.impose", "on", "Belarus"),
        ("Sanctions were imposed by Canada.", "sanctions.impose", "agent", "Canada"),
        ("Iran accused Israel of sabotage.", "accuse", "object", "Israel"),
        ("Israel was accused of sabotage.", "accuse", "patient", "Israel"),
        ("Moscow's refusal to talk angered them.", "refuse", "owner", "Moscow"),
        ("Chad accepted the decision of Peru to leave the pact.", "decide", "maker", "Peru"),
        ("The strikes by Peru on Chad went on.", "attack.military", "agent", "Peru"),
        ("The sanctions on Chad took effect.", "sanctions.impose", "on the term", "Chad"),
        ("The sanctions by Peru on Chad took effect.", "sanctions.impose", "by the term", "Peru"),
        ("In a call on Monday, Peru told Chad to wait.", "meeting.by_phone", "teller", "Peru"),
        ("In a call on Monday, Peru told Chad to wait.", "meeting.by_phone", "told", "Chad"),
        ("Peru's envoy was called home.", "diplomacy.recall", "owner of the term", "Peru's envoy"),
    ],
)
def test_way(
    sentence: Callable[[str], Sentence], scene: Callable[[str], Scene], text: str, rule: str, way: str, found: str
) -> None:
    s = sentence(text)
    match = next(m for m in scan(s) if m.rule.id == rule)
    assert [p.text for p in WAYS[way](s, match, scene(text), None)] == [found]
