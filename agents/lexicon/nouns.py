"""What common nouns are: a person, a group, an artifact, a communication ...

Read from `signals/nouns.tsv` (WordNet's classes, frozen) and `signals/senses.toml`, which says where they mislead in
news.  Called by `agents.lexicon.rules`; what a rule may be about is said by its `of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.inflection import plural
from agents.lexicon.tables import many, rows
from agents.lexicon.toml_files import shaped

FILE = "senses.toml"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    nouns: dict[str, list[str]]
    modifies: frozenset[str]
    light: frozenset[str]


class Nouns(msgspec.Struct, frozen=True):
    """The classes of nouns, in both numbers."""

    classes: Mapping[str, frozenset[str]]
    modifies: frozenset[str]  # classes of heads before which a term is only what they deal with
    light: frozenset[str]  # classes of heads that only count or part what stands behind "of"

    @property
    def known(self) -> frozenset[str]:
        """Give all classes."""
        return frozenset().union(*self.classes.values())

    def of(self, word: str) -> frozenset[str]:
        """Give the classes of a noun; none where it is not known."""
        return self.classes.get(word, frozenset())


def load(folder: Path) -> Nouns:
    """Read both files of a folder.  Raises LexiconError where one cannot be used."""
    found = {noun: frozenset(many(classes)) for noun, classes in rows(folder / "nouns.tsv", "noun classes")}
    known = frozenset().union(*found.values())
    path = folder / FILE
    file = shaped(path, _File, "nouns")
    if unknown := (file.nouns.keys() | file.modifies | file.light) - known:
        raise LexiconError(path, "nouns", f"unknown {', '.join(sorted(unknown))}")
    mended = {word: frozenset({kind}) for kind, words in file.nouns.items() for word in words}
    one = found | mended
    return Nouns({plural(noun): kinds for noun, kinds in one.items()} | one, file.modifies, file.light)
