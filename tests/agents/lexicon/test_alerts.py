"""The alert rules: every name in them exists, and a file that cannot be used is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.alerts import DESKS
from agents.lexicon import load
from agents.lexicon.alerts import FILE, load_rules, silences
from agents.lexicon.errors import LexiconError

RULES = load_rules()
RULE = '[[rule]]\nid = "a"\ndesk = "talks"\nseverity = "high"\nsignals = ["talks_halted"]\n'


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_waits_for_signals_that_exist_and_tells_a_desk_that_exists(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.signals
    assert rule.signals - load().rules.signals == set()
    assert rule.desk in DESKS


def test_every_kind_that_is_read_has_a_rule_or_a_reason_for_silence() -> None:
    asked = {signal for rule in RULES for signal in rule.signals}
    assert asked | silences().keys() == load().rules.signals
    assert asked.isdisjoint(silences())
    assert all(silences().values())


def test_no_signal_is_told_twice() -> None:
    told = [signal for rule in RULES for signal in rule.signals]
    assert len(told) == len(set(told))


def test_every_desk_that_hears_of_signals_has_a_rule() -> None:
    assert {r.desk for r in RULES} == DESKS.keys() - {"coverage"}


def test_what_a_rule_leaves_out_is_strict(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(RULE, encoding="utf-8")
    (rule,) = load_rules(tmp_path)
    assert (rule.version, rule.min_confidence, rule.min_independent, rule.needs_target) == ("1", 0.55, 1, True)
    assert rule.statuses == {"done", "announced"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "rule"),
        ("[[rule\n", "rule"),
        ("[[rules]]\n", "rules"),
        (RULE.replace('"high"', '"deafening"'), "deafening"),
        (RULE.replace('desk = "talks"\n', ""), "desk"),
        (RULE + "min_confidance = 0.9\n", "min_confidance"),
        (RULE + 'statuses = ["perhaps"]\n', "perhaps"),
        (RULE.replace('["talks_halted"]', '"talks_halted"'), "array"),
        (RULE + RULE, "a: two rules of one name"),
        (RULE.replace('id = "a"', f'id = "{"a" * 25}"'), "length <= 24"),
        ("".join(RULE.replace('id = "a"', f'id = "a{n}"') for n in range(17)), "talks_halted: 17 rules ask for it"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem) as refused:
        load_rules(tmp_path)
    assert refused.value.path == FILE


def test_no_file_and_no_text_are_refused_the_same_way(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=FILE):
        load_rules(tmp_path)
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(LexiconError, match=FILE):
        load_rules(tmp_path)
