from __future__ import annotations

from pathlib import Path

import pytest

from agents.lexicon import FOLDER
from agents.lexicon.cues import Cues
from agents.lexicon.errors import LexiconError

GROUP = '[[group]]\nclass = "say"\nframes = "quote"\nlemmas = "say carry stop"\nmatch = "a"\nmiss = "b"\n'


def load(tmp_path: Path, text: str, lang: str = "en") -> Cues:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / f"{lang}.toml").write_text(text, encoding="utf-8")
    return Cues.load(tmp_path)


def test_regular_forms_are_derived_and_irregular_ones_taken(tmp_path: Path) -> None:
    speech = load(tmp_path, GROUP + '[irregular]\nsay = "says said said saying"\n').of("en")
    assert speech is not None
    assert {"says", "said", "saying", "carries", "carried", "carrying"} <= set(speech.forms)
    assert speech.forms["said"][0].tense == {"past", "participle"}
    assert speech.forms["said"][0].kind == "say"


def test_separable_german_verbs_are_known_apart_and_joined(tmp_path: Path) -> None:
    speech = load(tmp_path, GROUP.replace("say carry stop", "teilen_mit"), "de").of("de")
    assert speech is not None
    assert speech.forms["teilte"][0].particle == ("mit",)
    assert speech.forms["mitgeteilt"][0].particle == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('class = "say"', 'class = "sya"', "class"),
        ('frames = "quote"', 'frames = "qoute"', "frames"),
        ('miss = "b"\n', "", "miss"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        load(tmp_path, GROUP.replace(old, new))


def test_the_shipped_files_hold_over_four_hundred_english_lemmas() -> None:
    cues = Cues.load(FOLDER)
    english = cues.of("en")
    assert english is not None
    assert len({f.lemma for forms in english.forms.values() for f in forms}) >= 400
    assert set(cues.languages) >= {"en", "de", "es", "fr", "uk", "ru"}
    assert cues.of("xx") is None
