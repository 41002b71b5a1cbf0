"""Which kinds tell one happening: every name exists, nearness holds both ways, a wrong file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.lexicon import load
from agents.lexicon.errors import LexiconError
from agents.lexicon.happenings import FILE, Kinds

KINDS = load().kinds


def test_every_kind_is_one_that_is_read() -> None:
    assert KINDS.near.keys() | KINDS.mutual <= load().rules.signals


def test_nearness_holds_both_ways() -> None:
    assert all(KINDS.are_near(b, a) for a in KINDS.near for b in KINDS.near[a])
    assert KINDS.are_near("praise", "praise")
    assert not KINDS.are_near("praise", "attack")


@pytest.mark.parametrize(
    "text", ["", "near = [[", "near = []\nmutual = []\ndoubts = { dull = 0.1 }\n", 'near = "a"\nmutual = []\n']
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError):
        Kinds.load(tmp_path)
