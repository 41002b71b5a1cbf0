"""What an operator governs, what it hides, and chains of operators."""

from __future__ import annotations

from collections.abc import Callable

from agents.extraction.signals.govern import chain, govern
from agents.extraction.signals.match import Match, scan
from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]


def standing(s: Sentence) -> list[Match]:
    found = scan(s)
    hidden = govern(s, found)
    return [m for m in found if id(m) not in hidden]


def governors(sentence: Make, text: str, rule: str) -> list[str]:
    s = sentence(text)
    found = next(m for m in standing(s) if m.rule.id == rule)
    return [g.rule.operator for g in chain(found)]


def test_the_nearest_deed_is_governed(sentence: Make) -> None:
    assert governors(sentence, "Poland threatened to impose sanctions.", "sanctions.impose") == ["threaten"]


def test_what_comes_first_is_not_governed(sentence: Make) -> None:
    s = sentence("Chad demanded a truce before releasing ten hostages.")
    assert governors(sentence, s.body, "release") == []


def test_operators_stand_over_each_other(sentence: Make) -> None:
    text = "France denied that it had refused to lift sanctions."
    assert governors(sentence, text, "sanctions.lift") == ["refuse", "deny"]


def test_what_is_condemned_is_not_reported(sentence: Make) -> None:
    s = sentence("Oman condemned the minister who had decided to recognise Kosovo in May.")
    assert "criticise" in [m.rule.id for m in standing(s)]
    t = sentence("Oman condemned the decision of the minister of the new state to recognise Kosovo.")
    assert "diplomacy.recognise" not in [m.rule.id for m in standing(t)]


def test_the_line_that_was_left_is_not_reported(sentence: Make) -> None:
    s = sentence("Oman went back on its pledge to boycott the summit in Cairo.")
    assert {m.rule.id for m in standing(s)} == {"policy.turn", "agreement.violate"}


def test_who_claims_an_attack_reports_no_other(sentence: Make) -> None:
    s = sentence("The rebels claimed responsibility for the raid, which killed nine soldiers in Mali.")
    assert {m.rule.operator for m in standing(s)} == {"claim"}


def test_what_is_denied_governs_nothing(sentence: Make) -> None:
    s = sentence("Oman rejected accusations that it had armed the rebels.")
    assert "accuse" not in governors(sentence, s.body, "arms.deliver")
