"""The words of time of a language, from `time/<language>.toml`: how days are written and what makes a deed past.

Loaded once a language for `agents.extraction.timing`.  Words and patterns are data there; this file joins the patterns
into one and freezes the lists.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from agents.lexicon.errors import LexiconError
from agents.lexicon.inflection import verb_forms

FOLDER = Path(__file__).parent

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_STOP = r"(?=\s*[,.;:])"  # "the day before," and not "the day before the summit"
# What stands in braces in a pattern, besides the words of [calendar].
_FIGURES = {
    "year": _YEAR,
    "year_end": rf"(?:{_YEAR}|\d\d)",
    "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
    "day_end": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
    "back": rf"(?i:earlier|before{_STOP})",
    "later": rf"(?i:later|afterwards|after{_STOP})",
}
_BRACES = re.compile(r"\{([a-z_]+)\}")
_SPELT = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"\(\?P<([a-z_]+)>")


class Row(NamedTuple):
    """One way to write a time: what it means, whether the words around must make it a time, its parts by group."""

    means: str
    bare: bool
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Times:
    """What timing asks: one pattern of all expressions, numbers behind words, and sets of lower-case words."""

    pattern: re.Pattern[str]
    rows: Mapping[str, Row]  # of expressions, by the group of the pattern
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    parts: Mapping[str, int]
    numbers: Mapping[str, int]
    near: Mapping[str, int]
    turns: Mapping[str, int]
    story_turns: Mapping[str, int]
    lengths: Mapping[str, int]  # of each unit, in days
    recent: Mapping[str, int]
    vague: Mapping[str, Sequence[int]]
    hints: frozenset[str]  # of these one stands in every expression that has no figure
    opens: frozenset[str]  # and with one of these each begins that does not with a figure
    prepositions: Mapping[str, frozenset[str]]
    verbs: Mapping[str, frozenset[str]]  # every form
    adverbs: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, re.Pattern[str]]]  # of each list, by words of which one stands in the phrase

    def count(self, number: str) -> int:
        """Give what a number says, in words or figures."""
        return int(number) if number.isdigit() else self.numbers[number]

    @classmethod
    def load(cls, path: Path) -> Times:
        """Read one file.  Raises LexiconError naming it where it is broken or lacks a heading."""
        try:
            return _frozen(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
            raise LexiconError(path, "file", str(error)) from error


@cache
def times_for(lang: str, folder: Path = FOLDER) -> Times | None:
    """Give the words of time of a language; None where there is no file for it."""
    path = folder / "time" / f"{lang}.toml"
    return Times.load(path) if path.exists() else None


def _frozen(data: Mapping[str, Any]) -> Times:
    calendar, rows = data["calendar"], data["expression"]
    pattern = _pattern([row["match"] for row in rows], calendar)
    spelt = frozenset(word.lower() for word in _SPELT.findall(pattern.pattern))
    return Times(
        pattern=pattern,
        rows={f"r{n}": _row(row, str(n), pattern.groupindex) for n, row in enumerate(rows)},
        months=_low(calendar["months"]),
        weekdays=_low(calendar["weekdays"]),
        seasons=calendar["seasons"],
        parts=calendar["parts"],
        numbers=calendar["numbers"],
        near=calendar["near"],
        turns=calendar["turns"],
        story_turns=calendar["story_turns"],
        lengths=calendar["lengths"],
        recent=calendar["recent"],
        vague=calendar["vague"],
        hints=_hints(calendar),
        opens=_spelt(spelt),
        prepositions=_sets(data["prepositions"]),
        verbs=_verbs(data["verbs"]),
        adverbs=_sets(data["adverbs"]),
        phrases={name: _phrases(found) for name, found in data["phrases"].items()},
    )


def _row(row: Mapping[str, Any], number: str, groups: Iterable[str]) -> Row:
    own = [group for group in groups if group.endswith(f"_{number}")]
    return Row(row["means"], row.get("bare", False), {group.removesuffix(f"_{number}"): group for group in own})


def _phrases(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    compiled = {words: re.compile(rf"(?i)\b(?:{source})") for words, source in patterns.items()}
    return {word: pattern for words, pattern in compiled.items() for word in words.split()}


def _low(words: Mapping[str, int]) -> dict[str, int]:
    return {word.lower(): number for word, number in words.items()}


def _sets(lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in lists.items()}


def _verbs(lists: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    irregular = {lemma: (forms.split() * 2)[:2] for lemma, forms in lists["irregular"].items()}
    plain = {name: words.split() for name, words in lists.items() if isinstance(words, str)}
    made = {name: {f for word in words for f in _forms(word, irregular)} for name, words in plain.items()}
    return {name: frozenset(forms) for name, forms in made.items()}


def _forms(word: str, irregular: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Give a word and, as if it were a verb, its forms; those that nobody writes cost nothing."""
    return [word, *verb_forms(word, *irregular.get(word, ()))]


def _hints(calendar: Mapping[str, Any]) -> frozenset[str]:
    spoken = [*calendar["months"], *calendar["weekdays"], *calendar["seasons"], *calendar["whole"].split()]
    units = calendar["units"].split()
    return _spelt(word.lower() for word in (*spoken, *units))


def _spelt(words: Iterable[str]) -> frozenset[str]:
    """Give words in the plural too, and with the full stop of a short form."""
    return frozenset(f"{word}{end}" for word in words for end in ("", "s", "."))


def _pattern(rows: Sequence[str], calendar: Mapping[str, Any]) -> re.Pattern[str]:
    """Join the rows; the groups of each get its number, so that no name stands twice."""
    figures = dict(_FIGURES)
    for name in ("month", "weekday", "season", "part", "number", "near", "turn", "story_turn"):
        figures[name] = _any_of(calendar.get(f"{name}s", calendar.get(name)), name)
    figures["month_end"], figures["weekday_end"] = figures["month"], figures["weekday"]
    figures["unit"] = f"(?i:{'|'.join(calendar['units'].split())})"
    figures["number"] = rf"(?:\d{{1,3}}|{figures['number']})"
    joined = []
    for number, row in enumerate(rows):
        filled = _BRACES.sub(lambda found: f"(?P<{found[1]}>{figures[found[1]]})", row)
        joined.append(f"(?P<r{number}>{_NAMED.sub(lambda found, n=number: f'(?P<{found[1]}_{n}>', filled)})")  # type: ignore[misc]
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(joined)})(?!\w|-[^\W\d])")  # "at Mar-a-Lago"


def _any_of(words: Iterable[str], name: str) -> str:
    spelt = list(words)
    if name == "month":  # a full stop belongs to the short forms: "Dec. 9", but "in May."
        short = [word for word in spelt if any(other.startswith(word) and other != word for other in spelt)]
        spelt += [rf"{word}\." for word in short]
    ordered = "|".join(sorted(spelt, key=lambda word: (-len(word), word)))
    return f"(?:{ordered})" if name in ("month", "weekday") else f"(?i:{ordered})"
