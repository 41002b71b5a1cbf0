"""People who hold or held an office: dated rows of `actors/people/*.tsv`, and who held what on a day.

Called by `names`; it answers for a day given as text (`2014-05-01`) and knows no clock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agents.lexicon import tables
from agents.lexicon.errors import LexiconError

_COLUMNS = "id name aliases actor_id title from to source"
_FAMILY_NAME_FIRST = frozenset(["CHN", "HKG", "KHM", "KOR", "MAC", "PRK", "TWN", "VNM"])
_KOREAN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")  # Ban Ki-moon, whomever he serves; Tsai Ing-wen


@dataclass(frozen=True, slots=True)
class Role:
    """An office held from a day to a day; empty means not known, or still in office."""

    actor_id: str
    title: str
    begin: str
    end: str

    def holds(self, day: str) -> bool:
        """Tell whether the office was held on the day (`YYYY-MM-DD`, empty: any); a bare year covers all of it."""
        return not day or (self.begin <= day[: len(self.begin)] and (not self.end or day[: len(self.end)] <= self.end))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody we know, under all their names, with all their offices, the latest last."""

    id: str
    name: str
    aliases: tuple[str, ...]
    alone: tuple[str, ...]  # surnames that mean this person anywhere in the world
    roles: tuple[Role, ...]

    def role(self, day: str) -> Role | None:
        """Give the office held on a day, the latest begun first; without a day the newest office."""
        if not day:
            return next((r for r in reversed(self.roles) if not r.end), self.roles[-1])
        return next((r for r in reversed(self.roles) if r.holds(day)), None)

    @property
    def surnames(self) -> tuple[str, ...]:
        """The single words they may be called by after a title."""
        words = self.name.split()
        first = self.roles[-1].actor_id[:3] in _FAMILY_NAME_FIRST or _KOREAN.fullmatch(self.name) is not None
        last = [words[0]] if first else [words[-1]]
        if len(words) == 3 and any(role.actor_id.startswith("SGP") for role in self.roles):
            last.append(words[0])  # Lee Hsien Loong, but Halimah binti Yacob
        return tuple(dict.fromkeys([*last, *(a.split()[0 if first else -1] for a in self.aliases), *self.alone]))


def load(actors: Path) -> Iterator[Person]:
    """Read all people.  Raises `LexiconError` where one has two names, or a role ends before it begins."""
    found: dict[str, tuple[str, list[Role]]] = {}
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    for path in [*sorted((actors / "people").glob("*.tsv")), actors / "people_before_2010.tsv"]:
        for cells in tables.rows(path, _COLUMNS):
            person_id, name, others, actor_id, title, begin, end, _ = cells
            if end and begin[: len(end)] > end:
                raise LexiconError(path, person_id, f"{title}: ends {end}, before it begins {begin}")
            known = found.setdefault(person_id, (name, []))
            if known[0] != name:
                raise LexiconError(path, person_id, f"is called {name!r} here and {known[0]!r} elsewhere")
            aliases[person_id].update(dict.fromkeys(tables.many(others)))
            known[1].append(Role(actor_id, title, begin, end))
    for person_id, (name, roles) in found.items():
        full = tuple(a for a in aliases[person_id] if not a.startswith("~"))
        alone = tuple(a[1:] for a in aliases[person_id] if a.startswith("~"))
        yield Person(person_id, name, full, alone, tuple(sorted(roles, key=lambda r: (r.begin, r.end or "9"))))
