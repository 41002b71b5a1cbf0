"""The grammar words of a language: closed classes and the frames of verbs, from `grammar/<language>.toml`.

Loaded once a language for `agents.extraction.parse`; words are data there, and this file only freezes them into sets
of forms.  What a word is in a sentence is said by its tag, not here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agents.lexicon.errors import LexiconError
from agents.lexicon.inflection import verb_forms
from agents.lexicon.tables import rows

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed classes as sets of lower-case words, frames as sets of verb forms."""

    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    get: frozenset[str]
    follow: Mapping[str, frozenset[str]]  # each auxiliary, and MD for the modals -> tags of verbs behind it
    modals: Mapping[str, str]  # each spelling -> the modal it is counted as
    future: frozenset[str]
    negations: frozenset[str]
    no_longer: tuple[str, str]
    clause_words: frozenset[str]
    inserted: frozenset[str]  # stand between auxiliary and verb, whatever their tag
    either: frozenset[str]  # prepositions that open a clause where a verb follows
    reason: frozenset[str]
    quantities: frozenset[str]  # stand for people or things without a noun
    about: frozenset[str]  # say of a number how exact it is
    about_two: frozenset[tuple[str, ...]]
    inexact: frozenset[str]  # the first words of both
    deictic: frozenset[str]  # make a date of a time: "last week"
    subject_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    emphatic: frozenset[str]
    times: frozenset[str]
    dates: frozenset[str]
    months: frozenset[str]  # dates where they are names
    when: frozenset[str]  # all three
    verbs: Mapping[str, str]  # each form of a verb of deeds -> what it can be: b s d n g, and o where it is a noun too
    acting: frozenset[str]  # forms of headlines that behind a noun are its verb
    stacked: frozenset[str]  # nouns of headlines that are their verbs only in the eyes of a tagger
    frames: Mapping[str, frozenset[str]]  # "clause", "object_control" ... -> every form of its verbs

    @classmethod
    def load(cls, path: Path, irregular: Path) -> Grammar:
        """Read one grammar file.  `irregular` is a table of verbs with their past forms.

        Raises LexiconError naming the file where it is broken or lacks a heading.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            return _frozen(data, _pasts(irregular), _verbs(irregular))
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise LexiconError(path, "file", str(error)) from error


@cache
def grammar_for(lang: str, folder: Path = FOLDER) -> Grammar | None:
    """Give the grammar of a language; None where there is no file for it."""
    path = folder / "grammar" / f"{lang}.toml"
    return Grammar.load(path, folder / "signals" / "verbs.tsv") if path.exists() else None


def _frozen(data: Mapping[str, Any], pasts: Mapping[str, tuple[str, str]], verbs: Mapping[str, str]) -> Grammar:
    longer = data["negation"]["longer"].split()
    auxiliaries, conjunctions, times = data["auxiliaries"], data["conjunctions"], data["times"]
    pasts = {**pasts, **{lemma: (past, "") for lemma, past in data["irregular"].items()}}
    return Grammar(
        be=_set(auxiliaries["be"]),
        have=_set(auxiliaries["have"]),
        do=_set(auxiliaries["do"]),
        get=_set(auxiliaries["get"]),
        follow=_following(auxiliaries),
        modals={form: name for name, forms in auxiliaries["modal"].items() for form in forms.split()},
        future=_set(auxiliaries["future"]),
        negations=_set(data["negation"]["words"]),
        no_longer=(longer[0], longer[1]),
        clause_words=_set(conjunctions["clause"]),
        inserted=_set(auxiliaries["inserted"]),
        either=_set(conjunctions["either"]),
        reason=_set(conjunctions["reason"]),
        quantities=_set(data["numbers"]["quantities"]),
        about=_set(data["numbers"]["about"]),
        about_two=frozenset(tuple(pair.split()) for pair in data["numbers"]["about_two"]),
        inexact=_set(" ".join((data["numbers"]["about"], *(p.split()[0] for p in data["numbers"]["about_two"])))),
        deictic=_set(times["deictic"]),
        subject_pronouns=_set(data["pronouns"]["subject"]),
        object_pronouns=_set(data["pronouns"]["object"]),
        emphatic=_set(data["pronouns"]["emphatic"]),
        times=_set(times["nouns"]),
        dates=_set(times["dates"]),
        months=_set(times["months"]),
        when=_set(" ".join((times["nouns"], times["dates"], times["months"]))),
        verbs=verbs,
        acting=_set(data["headlines"]["acting"]),
        stacked=_set(data["headlines"]["stacked"]),
        frames={name: _forms(lemmas.split(), pasts) for name, lemmas in data["verbs"].items()},
    )


def _following(auxiliaries: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, tags in auxiliaries["follow"].items():
        for form in auxiliaries.get(kind, kind).split():  # "'s" is of two kinds
            found[form] = found.get(form, frozenset()) | _set(tags)
    return found


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pasts(path: Path) -> dict[str, tuple[str, str]]:
    return {lemma: (past, participle) for lemma, past, participle, _ in rows(path, "lemma past participle nouns")}


def _verbs(path: Path) -> dict[str, str]:
    """Give all forms of the verbs of deeds with their kinds."""
    found: dict[str, str] = {}
    for lemma, past, participle, nouns in rows(path, "lemma past participle nouns"):
        forms = verb_forms(lemma, past, participle)
        for form, kinds in [*forms.items(), *((noun, "o") for noun in nouns.split(";") if noun)]:
            found[form] = found.get(form, "") + kinds
    return found


def _forms(lemmas: Iterable[str], pasts: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in verb_forms(lemma, *pasts.get(lemma, ("", ""))))
