from pathlib import Path

import pytest

from agents.lexicon.errors import LexiconError
from agents.lexicon.grammars import FOLDER, Grammar, grammar_for


def test_frames_hold_every_form_of_their_verbs() -> None:
    grammar = grammar_for("en")
    assert grammar is not None
    assert {"ask", "asks", "asked", "asking"} <= grammar.frames["object_control"]
    assert {"understood", "understanding"} <= grammar.frames["clause"]


def test_a_language_without_a_file_has_no_grammar() -> None:
    assert grammar_for("xx") is None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("[auxiliaries]\nbe = 'be'\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"xx\.toml"):
        Grammar.load(path, FOLDER / "signals" / "verbs.tsv")
