"""Patterns in every word class: active, passive, headline, noun of the deed, name of the event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.match import scan
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.steps import may_follow
from agents.lexicon.patterns import parse

Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "rule", "voice"),
    [
        ("Canada imposed sanctions on Iran.", "sanctions.impose", "active"),
        ("Sanctions were imposed on Iran by Canada.", "sanctions.impose", "passive"),
        ("Dozens arrested in Tehran", "coerce.arrest", "reduced"),
        ("The cancellation of the summit hurt.", "meeting.cancel", "nominal"),
        ("A telephone conversation between them soured.", "meeting.call", "name"),
        ("The summit was called off.", "meeting.cancel", "passive"),
        ("Talks will resume in Lima.", "talks.resume", "passive"),
        ("Lima will resume talks.", "talks.resume", "active"),
        ("Peace talks collapse in Lima", "talks.halt", "event"),
        ("Envoy expelled over spying, Lima says", "diplomacy.expel", "passive"),
        ("Talks between them collapsed.", "talks.halt", "event"),
        ("A round of talks between them began.", "talks.at", "event"),
    ],
)
def test_voice(sentence: Make, text: str, rule: str, voice: str) -> None:
    assert (rule, voice) in [(m.rule.id, m.voice) for m in scan(sentence(text))]


def test_a_participle_inside_a_sentence_is_no_trigger(sentence: Make) -> None:
    rules = [m.rule.id for m in scan(sentence("The treaty signed in 1994 had lapsed."))]
    assert "agreement.sign" not in rules


def test_an_adjective_is_no_trigger(sentence: Make) -> None:
    assert "force.blockade" not in [m.rule.id for m in scan(sentence("They left the besieged town."))]


def test_one_match_for_each_rule_and_head(sentence: Make) -> None:
    keys = [(m.rule.id, m.head) for m in scan(sentence("Poland refused to meet the Russian envoy."))]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "holds"), [("Peru would not hear of peace.", True), ("Peru did hear of peace.", False)]
)
def test_some_words_are_meant_only_with_not(sentence: Make, text: str, holds: bool) -> None:
    assert any(m.pattern.negated for m in scan(sentence(text))) is holds


def test_a_past_with_its_object_is_no_headline(sentence: Make) -> None:
    found = [
        m.voice for m in scan(sentence("Turkish planes set the depots of the port ablaze.")) if "set" in m.pattern.text
    ]
    assert found == ["active"]


def test_the_first_step_must_come_within_its_reach(sentence: Make) -> None:
    s = sentence("They called a friend, a baker and his aunt, who waited for hours, for talks.")
    assert not may_follow(s, parse("call for", verbal=True), s.words.index("called"))
    assert may_follow(s, parse("call ~friend", verbal=True), s.words.index("called"))


def test_what_only_governs_is_looked_for_beside_a_deed_alone(sentence: Make) -> None:
    assert not scan(sentence("Officials expected rain."))
    assert "report" in {m.rule.id for m in scan(sentence("Officials said on Monday that Chad expelled an envoy."))}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Canada imposed tariffs on Mexican tomatoes.", "tariffs.impose"),
        ("Canada closed its border with Mexico.", "border.close"),
        ("Canada ordered its ambassador to leave.", "diplomacy.recall"),
        ("Canada ordered the Mexican ambassador to leave.", "diplomacy.expel"),
    ],
)
def test_a_rule_becomes_another_by_its_object_and_by_whose_it_is(sentence: Make, text: str, rule: str) -> None:
    assert rule in [m.rule.id for m in scan(sentence(text))]


def test_what_stands_before_a_passive_is_headed_by_the_term(sentence: Make) -> None:
    assert "border.open" in [m.rule.id for m in scan(sentence("The border of Mali was opened to Chad."))]
    assert "border.open" not in [m.rule.id for m in scan(sentence("Fences on the border were opened to Chad."))]
