"""Freezes first and last names of 80 languages into `actors/first_names.tsv` and `actors/last_names.tsv`.

Run by hand: `python -m agents.lexicon.freeze.person_names FOLDER`.  Needs the PyPI package `Faker`
(MIT), which the program itself does not.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

_LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zß-ÿā-ž'’-]+(?:[A-Z][a-z]+)?")


def clean(names: Iterable[object]) -> set[str]:
    """Keep what is written like one capitalised name in Latin letters, three letters at least."""
    return {n for n in names if isinstance(n, str) and len(n) > 2 and _LATIN_NAME.fullmatch(n)}


def gather(prefix: str) -> set[str]:
    """Collect all names of Faker's person providers whose attribute begins with `prefix`."""
    package = import_module("faker.providers.person")
    found: set[str] = set()
    for module in pkgutil.iter_modules(package.__path__):
        provider = import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in (a for a in dir(provider) if a.startswith(prefix)):
            values = getattr(provider, attribute)
            if isinstance(values, (dict, list, tuple)):
                found |= clean(values)
    return found


def main(folder: Path) -> None:
    """Write both tables into the folder."""
    for use in ("first", "last"):
        source = "from Faker's lists (MIT); frozen by agents/lexicon/freeze/person_names.py."
        head = f"# {use.capitalize()} names {source}\nname\n"
        lines = "".join(f"{name}\n" for name in sorted(gather(f"{use}_name")))
        (folder / f"{use}_names.tsv").write_text(head + lines, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
