"""What stands around a headline and what its opening says of the piece: `titles.toml`, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from agents.lexicon.toml_files import shaped
from agents.records import ArticleKind

FILE = "titles.toml"


class _Openings(msgspec.Struct, forbid_unknown_fields=True):
    opinion: tuple[str, ...]
    retrospective: tuple[str, ...]
    list: tuple[str, ...]
    retraction: tuple[str, ...]
    numbers: tuple[str, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    labels: dict[ArticleKind, tuple[str, ...]]
    wire: dict[str, tuple[str, ...]]
    openings: _Openings
    kinds: dict[str, frozenset[ArticleKind]]
    matters: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Titles:
    """What is known of titles besides the grammar of their words."""

    labels: dict[str, ArticleKind]  # what stands apart from a headline, in small letters, with the kind that it tells
    wire: re.Pattern[str]  # a label that runs into the headline
    openings: tuple[tuple[re.Pattern[str], ArticleKind], ...]
    untold: frozenset[ArticleKind]  # kinds whose titles tell nothing as done
    coverage: frozenset[ArticleKind]  # kinds whose label may say of what: "Middle East crisis live"
    matters: frozenset[str]  # nouns behind which a colon parts the matter from the headline

    @classmethod
    def load(cls, folder: Path = Path(__file__).parent) -> Titles:
        """Read the file of a lexicon folder.  Raises LexiconError where it cannot be used."""
        path = folder / FILE
        file = shaped(path, _File, "titles")
        found = file.openings
        kinds: tuple[tuple[ArticleKind, tuple[str, ...]], ...] = (
            ("retraction", found.retraction),
            ("list", found.list),
            ("opinion", found.opinion),
            ("retrospective", found.retrospective),
        )
        return cls(
            labels={label: kind for kind, labels in file.labels.items() for label in labels},
            wire=re.compile(rf"({'|'.join(map(re.escape, file.wire['labels']))})(?: \d+)?-(?=[A-Z])", re.IGNORECASE),
            openings=tuple((_pattern(phrases, found.numbers), kind) for kind, phrases in kinds),
            untold=file.kinds["untold"],
            coverage=file.kinds["coverage"],
            matters=file.matters["heads"],
        )


def _pattern(phrases: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Make of phrases one pattern that holds where a headline begins with one of them."""
    number = rf"(?:\d+|{'|'.join(numbers)})"
    words = r"[\w'’-]+(?: [\w'’-]+){0,2}"
    stands = {r"\#": rf"{number}(?: [\w-]+)?", r"\*": words, "'": "['’]"}
    one = (re.sub(r"\\[#*]|'", lambda found: stands[found[0]], re.escape(phrase)) for phrase in phrases)
    return re.compile(rf"(?:{'|'.join(one)})(?!\w)", re.IGNORECASE)
