"""Frames of speech: how who speaks, the word that says so and what was said stand in a sentence, as patterns over rows.

Read from `frames.toml` and compiled for a language when it is first met; `agents.extraction.quotes` asks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from agents.lexicon.cues import Speech
from agents.lexicon.rows import Rows

_FILE = Path(__file__).with_name("frames.toml")


class Frame(NamedTuple):
    """One way to say who said what; `takes` is the frame that a verb must have for it, `only` the one verb that may."""

    pattern: re.Pattern[str]
    name: str
    via: str
    takes: str
    only: str

    @property
    def pieces(self) -> Iterable[str]:
        """Give the names of the groups that hold what was said."""
        return self.pattern.groupindex.keys() - {"who", "cue"}


class Frames:
    """The frames of one language over one kind of rows, by their list, and single patterns by their name."""

    def __init__(self, speech: Speech, data: Mapping[str, Any]) -> None:
        literal = {f"={word}": frozenset({word}) for phrase in speech.phrases for word in phrase}
        marks = {name: frozenset(words.split()) for name, words in data["words"].items()}
        words = {**speech.words, **literal, **marks, **_of_forms(speech)}
        made = {**data["classes"], **data.get(speech.lang, {})}
        self.rows = Rows(data["tags"].split(), words, made, data["inside"].get(speech.lang, {}), data["flags"].split())
        long = [phrase for phrase in speech.phrases if len(phrase) > 1]
        phrases = {"source": _any_of(speech.phrases), "long_source": _any_of(long)}
        self._sources = {**phrases, **data["patterns"]}
        self._single = {name: self.rows.pattern(source, self._sources) for name, source in data["asked"].items()}
        self._lists = {
            name: tuple(self._frame(row) for row in rows) for name, rows in data.items() if isinstance(rows, list)
        }

    def pattern(self, name: str) -> re.Pattern[str]:
        """Give a single pattern."""
        return self._single[name]

    def all(self, name: str) -> tuple[Frame, ...]:
        """Give the frames of a list, in order."""
        return self._lists[name]

    def _frame(self, row: Mapping[str, str]) -> Frame:
        pattern = self.rows.pattern(row["pattern"], self._sources)
        return Frame(pattern, row.get("name", ""), row.get("via", ""), row.get("takes", ""), row.get("only", ""))


def _of_forms(speech: Speech) -> dict[str, frozenset[str]]:
    """Give classes of the verbs of speech: all, those that can report what was said, and their particles."""
    forms = speech.forms
    voiced = {word for word, of in forms.items() if of[-1].kind != "belief" and of[-1].tense & {"past", "present"}}
    told = {word for word, of in forms.items() if any("that" in form.frames for form in of)}
    never = {word for word, of in forms.items() if of[-1].lemma in speech.word_class("never_behind")}
    more = {"telling": frozenset(told), "unsaying": frozenset(never), "speech_nouns": frozenset(speech.nouns)}
    particles = {part for of in forms.values() for form in of for part in form.particle}
    return {"spoken": frozenset(forms), "voiced": frozenset(voiced), "particles": frozenset(particles), **more}


def _any_of(phrases: Iterable[Iterable[str]]) -> str:
    return "|".join("".join(f"<={word}>" for word in phrase) for phrase in phrases) or "(?!)"


@cache
def frames(speech: Speech, kind: str) -> Frames:
    """Give the frames of a language over the rows of a kind; compiled once for each loaded lexicon."""
    return Frames(speech, tomllib.loads(_FILE.read_text(encoding="utf-8"))[kind])
