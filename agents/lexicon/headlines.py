"""How a headline says each kind of deed: `headlines.toml`, read and checked, with the adjectives of `states.tsv`.

Loaded once for `agents.headlines`, which fills the gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.inflection import plural, verb_forms
from agents.lexicon.tables import many, rows
from agents.lexicon.templates import Template, template
from agents.lexicon.toml_files import shaped
from agents.records import Status

FILE = "headlines.toml"
_STATES = Path("actors") / "states.tsv"
_FLAGS = ("together", "spoken", "ahead")
_VOWELS = re.compile("[aeiouy]+")
_WHO = frozenset({"source", "target", "all", "adjective", "body", "place", "where"})
_MUST_NAME = {"active": {"source"}, "passive": {"target", "adjective"}, "mutual": {"all"}}


class _Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file."""


class Turn(_Shape, frozen=True):
    """The kind of an earlier deed that is taken back, and its day."""

    kind: str
    day: date


class Example(_Shape, frozen=True):
    """What is known of a deed, and its headline."""

    headline: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    status: str = "done"
    object: str = ""
    place: str = ""
    day: date | None = None
    told: date | None = None
    turn: Turn | None = None
    wording: str = ""


class Forms(_Shape, frozen=True):
    """The lines of a kind, or of a variant of it; of several of one form the first that can be filled counts."""

    active: str | tuple[str, ...] = ()
    passive: str | tuple[str, ...] = ()
    mutual: str | tuple[str, ...] = ()
    together: bool | None = None  # as the kind, where a variant does not say it
    spoken: bool | None = None
    ahead: bool | None = None

    def lines(self) -> Iterator[tuple[str, Template]]:
        """Give each line with the name of its form."""
        for form, told in (("active", self.active), ("passive", self.passive), ("mutual", self.mutual)):
            yield from ((form, template(line)) for line in ((told,) if isinstance(told, str) else told))


class Variant(Forms, frozen=True):
    """Forms in place of the kind's own, for an object or for words of the article."""

    object: str = ""
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def fits(self, about: str, wording: str) -> bool:
        """Tell whether it is meant by an object, or by words that tell a deed."""
        if self.object:
            return self.object == about
        return told_at(self.words, wording) >= 0 > told_at(self.unless, wording)


class Kind(Forms, frozen=True):
    """All that is known of the headlines of a kind."""

    dated: bool = True
    turned: str = ""
    variants: tuple[Variant, ...] = ()
    examples: tuple[Example, ...] = ()

    def forms(self, about: str, wording: str) -> Forms:
        """Choose how it is said of this object, or in view of these words."""
        variant = next((variant for variant in self.variants if variant.fits(about, wording)), None)
        if variant is None:
            return self
        unsaid = {flag: getattr(self, flag) for flag in _FLAGS if getattr(variant, flag) is None}
        return msgspec.structs.replace(variant, **unsaid)


class Number(_Shape, frozen=True):
    """Last words, in small letters, of names and nouns that are many, and of nouns in -s that are one."""

    many: frozenset[str]
    one: frozenset[str]


class Places(_Shape, frozen=True):
    """Last words of places that one is on or at, and of those that tell no place."""

    on: frozenset[str]
    at: frozenset[str]
    nowhere: frozenset[str]


class Words(_Shape, frozen=True):
    """The file as it stands."""

    months: tuple[str, ...]
    others: str
    denied: str
    turned: str
    statuses: dict[str, dict[str, str]]
    names: dict[str, str]
    adjectives: dict[str, str]
    number: Number
    verbs: dict[str, tuple[str, ...]]
    places: Places
    one_thing: frozenset[str]
    nouns: dict[str, dict[str, tuple[str, ...]]]
    kinds: dict[str, Kind]


class Verb(NamedTuple):
    """The forms of a verb that headlines need."""

    base: str
    present: str
    past: str
    participle: str


@dataclass(frozen=True, slots=True)
class Headlines:
    """The words of the file, every verb in them with its forms, and states with their adjectives."""

    words: Words
    verbs: dict[str, Verb]
    adjectives: dict[str, str]
    states: frozenset[str]

    @classmethod
    def load(cls, folder: Path = Path(__file__).parent) -> Headlines:
        """Read the file of a lexicon folder.  Raises LexiconError naming the kind that cannot be used."""
        path = folder / FILE
        words = shaped(path, Words, "kinds")
        verbs: dict[str, Verb] = {}
        for name, kind in words.kinds.items():
            try:
                verbs |= {verb: _verb(verb, words) for verb in _checked(kind, words)}
            except ValueError as error:
                raise LexiconError(path, name, str(error)) from error
        for form, statuses in words.statuses.items():
            if missing := set(get_args(Status)) - statuses.keys():
                raise LexiconError(path, form, f"has no form for {', '.join(sorted(missing))}")
        states = list(rows(folder / _STATES, "id name aliases adjectives demonyms capital region"))
        adjectives = {name: many(cell)[0] for _, name, _, cell, *_ in states if cell}
        return cls(words, verbs, adjectives | words.adjectives, frozenset(name for _, name, *_ in states))


@cache
def standard() -> Headlines:
    """Give the headlines of the lexicon that comes with the program."""
    return Headlines.load()


def told_at(words: tuple[str, ...], wording: str) -> int:
    """Give where the first of the words stands in a wording, in whatever letters; -1 where none does."""
    found = _pattern(words).search(wording) if words else None
    return found.start() if found is not None else -1


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _checked(kind: Kind, words: Words) -> Iterator[str]:
    """Give the verbs of a kind.  Raises ValueError on a slot that nothing fills, or a form that does not say who."""
    for forms in (kind, *kind.variants):
        for form, line in forms.lines():
            told = set(line.named("slot"))
            if unknown := told - _WHO - words.nouns.keys():
                raise ValueError(f"nothing is called {', '.join(sorted(unknown))}")
            if not told & _MUST_NAME[form]:
                raise ValueError(f"its {form} form does not name {' or '.join(sorted(_MUST_NAME[form]))}")
            yield from (*line.named("active"), *line.named("passive"))


def _verb(verb: str, words: Words) -> Verb:
    """Give a verb's forms; where its last consonant may be doubled, one of a single syllable must be told."""
    given = words.verbs.get(verb, ())
    regular = tuple(form for form, sorts in verb_forms(verb).items() if "n" in sorts)
    if not given and len(regular) > 1 and len(_VOWELS.findall(verb)) == 1:
        raise ValueError(f"say under [verbs] which is meant: {', '.join(regular)}")
    past = given or regular[:1]
    return Verb(verb, plural(verb), past[0], past[-1])
