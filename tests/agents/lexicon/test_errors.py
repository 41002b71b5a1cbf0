"""The error of the lexicon says where to look and what is wrong."""

from __future__ import annotations

from pathlib import Path

from agents.lexicon.errors import LexiconError


def test_it_says_file_entry_and_problem() -> None:
    error = LexiconError(Path("/somewhere/actors/states.tsv"), "FRA", "no name")
    assert str(error) == "states.tsv: FRA: no name"
    assert (error.path, error.entry, error.problem) == ("states.tsv", "FRA", "no name")


def test_the_folder_stays_untold() -> None:
    assert "secret" not in str(LexiconError(Path("/secret/cues/en.toml"), "say", "twice"))


def test_who_catches_wrong_values_catches_it() -> None:
    assert issubclass(LexiconError, ValueError)
