"""Rules are data: in agents/extraction, Python holds no literal word set and no name of a rule (a ratchet)."""

from __future__ import annotations

import ast
import warnings
from pathlib import Path

import literals
import pytest
from literals import ACCEPT, Counts, allowed, counted, fallen, names, now, risen, total


def test_no_file_has_more_words_or_names_of_rules_than_it_had() -> None:
    """Catches a word list, a comparison with one, or a name of a rule, object or operator written into Python."""
    up = risen(now(), allowed())
    assert not up, "\n".join(["into the lexicon with it, or, where files were moved or split:", ACCEPT, *up])


def test_what_has_fallen_is_told() -> None:
    """Warns of numbers that should be lowered; catches a ratchet of files that are gone taking in words elsewhere."""
    down = fallen(now(), allowed())
    if down:
        warnings.warn("\n".join([f"lower the ratchet: {ACCEPT}", *down]), stacklevel=1)
    assert all(here <= most for here, most in zip(total(now()), total(allowed()), strict=True))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('SAYS = frozenset({"say", "tell"})', Counts(1, 2, 0)),
        ('if word in ("say", "tell", "in order to"): pass', Counts(1, 3, 0)),
        ('SAYS = ["say", "tell"]', Counts(1, 2, 0)),
        ('SAYS = "say tell ask".split()', Counts(1, 3, 0)),
        ('SAYS = {"say": 1, "tell": 2}', Counts(1, 2, 0)),
        ('match word:\n    case "say" | "tell":\n        pass', Counts(1, 2, 0)),
        ('if rule.id == "aid.give": pass', Counts(0, 0, 1)),
        ('TAGS = {"NN", "VBD"}', Counts(0, 0, 0)),
        ('KIND = Literal["said", "done"]', Counts(0, 0, 0)),
        ('__all__ = ["find", "read"]', Counts(0, 0, 0)),
        ('if word == "say": pass', Counts(0, 0, 0)),
    ],
)
def test_what_is_counted(source: str, expected: Counts) -> None:
    """Catches a counter that has gone blind."""
    assert counted(ast.parse(source)) == expected


def test_names_of_the_lexicon_are_known() -> None:
    """Catches a change in the tables of rules after which no name would be looked for."""
    assert {"aid.give", "aid_given", "aid", "threaten"} <= names()


def test_accepting_lowers_and_never_raises_the_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches an `--accept` that lets words in."""
    monkeypatch.setattr(literals, "RATCHET", tmp_path / "literals.toml")
    monkeypatch.setattr(literals, "now", lambda: {"b.py": Counts(1, 2, 0)})
    literals.RATCHET.write_text(literals.written({"a.py": Counts(1, 3, 0)}), encoding="utf-8")
    assert literals.main(["--accept"]) == 0
    assert allowed() == {"b.py": Counts(1, 2, 0)}
    monkeypatch.setattr(literals, "now", lambda: {"b.py": Counts(1, 3, 0)})
    assert literals.main(["--accept"]) == 1
    assert allowed() == {"b.py": Counts(1, 2, 0)}
