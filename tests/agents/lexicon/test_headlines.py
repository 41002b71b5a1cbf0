"""The templates of headlines: every kind has its own, every line can be filled, a wrong file is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agents.lexicon import FOLDER, load
from agents.lexicon.alerts import load_rules
from agents.lexicon.errors import LexiconError
from agents.lexicon.headlines import FILE, Headlines, standard, told_at

WORDS = standard().words


def test_every_kind_that_is_read_has_a_headline_and_an_example() -> None:
    assert WORDS.kinds.keys() == load().rules.signals
    assert {signal for rule in load_rules() for signal in rule.signals} <= WORDS.kinds.keys()
    assert [name for name, kind in WORDS.kinds.items() if not kind.active or not kind.examples] == []


def test_every_variant_can_be_told_of_one_side() -> None:
    found = [(name, variant) for name, kind in WORDS.kinds.items() for variant in kind.variants]
    assert [name for name, variant in found if not variant.active] == []
    assert [name for name, variant in found if bool(variant.object) == bool(variant.words)] == []


def test_a_turn_is_told_with_its_day() -> None:
    phrases = [WORDS.turned, *(kind.turned for kind in WORDS.kinds.values())]
    assert all(phrase.count("{day}") == 1 for phrase in phrases)


def test_mutual_kinds_may_be_told_of_all_together() -> None:
    assert [kind for kind in load().kinds.mutual if not WORDS.kinds[kind].mutual] == []


def test_a_variant_is_what_its_kind_is_unless_it_says_otherwise() -> None:
    promised = WORDS.kinds["ceasefire_promised"]
    assert (promised.spoken, promised.together) == (True, True)
    assert (promised.forms("troops", "").spoken, promised.forms("troops", "").together) == (True, False)
    assert promised.forms("ceasefire", "") == promised


def test_words_are_found_whole() -> None:
    assert told_at(("pact",), "A Pact, it said") == 2
    assert told_at(("pact",), "a compact car") == told_at((), "pact") == -1


def test_verbs_have_their_forms() -> None:
    verbs = standard().verbs
    assert verbs["withdraw"] == ("withdraw", "withdraws", "withdrew", "withdrawn")
    assert verbs["cancel"] == ("cancel", "cancels", "cancelled", "cancelled")
    assert verbs["threaten"] == ("threaten", "threatens", "threatened", "threatened")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{source} [veto]", "{source} [veto] {nobody}", "veto: nothing is called nobody"),
        ("{source} [veto]", "they [veto]", "veto: its active form does not name source"),
        ("{source} [veto]", "{source} [veto", "veto: .* stray"),
        ("{source} [veto]", "{source} [rob]", "veto: say under .* robed, robbed"),
        ('hypothetical = "may be {participle}"', "", "passive: has no form for hypothetical"),
        ("[kinds.veto]", "[kinds.veto]\nloud = true", "unknown field `loud`"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = (FOLDER / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new), encoding="utf-8")
    shutil.copytree(FOLDER / "actors", tmp_path / "actors")
    with pytest.raises(LexiconError, match=problem):
        Headlines.load(tmp_path)
