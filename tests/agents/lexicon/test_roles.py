"""Operators, objects and confidence as data: whole, consistent with the rules, and told where they are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agents.lexicon import FOLDER, load
from agents.lexicon.errors import LexiconError
from agents.lexicon.rules import Rules

RULES = load().rules


def test_every_operator_of_a_rule_is_said_what_it_does() -> None:
    assert {r.operator for r in RULES.rules if r.operator} == set(RULES.roles.operators)


def test_objects_are_those_of_rules() -> None:
    objects = {o.object for r in RULES.rules for o in (r, *r.under.values(), *r.topics.values())}
    assert set(RULES.roles.matters) - {""} <= objects


def test_an_object_that_is_not_listed_has_everybodys_roles() -> None:
    assert RULES.roles.matter("asylum") is RULES.roles.matter("")
    assert RULES.roles.matter("arms").sent


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("operators.toml", 'does = "keeps"', 'does = "kept"'),
        ("objects.toml", "two_sided = true", 'two_sided = "yes"'),
        ("confidence.toml", "most = 3", 'most = "few"'),
    ],
)
def test_what_is_wrong_is_told_with_its_file(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "lexicon")
    path = folder / "signals" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=file):
        Rules.load(folder)
