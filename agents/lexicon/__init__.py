"""What the readers know beforehand: names, speech cues and signal rules, as data that people can edit.

`load()` reads and checks everything once and freezes it; `version` is a fingerprint of the files, and
travels with every finding.  How to add an actor, a cue or a signal: `README.md` beside this file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from agents.lexicon.alerts import AlertRule, load_rules
from agents.lexicon.cues import Cues
from agents.lexicon.happenings import Kinds
from agents.lexicon.keeping import kept
from agents.lexicon.names import Names
from agents.lexicon.publishers import Publishers
from agents.lexicon.rules import Rules
from agents.lexicon.titles import Titles

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the readers know beforehand."""

    names: Names
    cues: Cues
    rules: Rules
    kinds: Kinds
    titles: Titles
    alerts: tuple[AlertRule, ...]
    publishers: Publishers
    version: str


@cache
def load(folder: Path = FOLDER) -> Lexicon:
    """Read the lexicon of a folder.  Raises `LexiconError` naming file and entry where something is wrong."""
    with kept():
        return Lexicon(
            Names.load(folder),
            Cues.load(folder),
            Rules.load(folder),
            Kinds.load(folder),
            Titles.load(folder),
            load_rules(folder),
            Publishers.load(folder / "actors"),
            fingerprint(folder),
        )


def with_publishers(lexicon: Lexicon, own: str) -> Lexicon:
    """Put the table of publishers at a path, if any, over ours.  Raises `LexiconError` naming file and row."""
    if not own:
        return lexicon
    publishers = Publishers.load(FOLDER / "actors", Path(own))
    mark = blake2b(Path(own).read_bytes(), digest_size=3).hexdigest()
    return replace(lexicon, publishers=publishers, version=f"{lexicon.version}.{mark}")


def fingerprint(folder: Path) -> str:
    """Hash names and contents of all data files, in order."""
    state = blake2b(digest_size=6)
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".tsv", ".gz")):
        state.update(path.relative_to(folder).as_posix().encode())
        state.update(path.read_bytes())
    return state.hexdigest()
