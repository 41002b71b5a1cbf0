"""What the lexicon knows of a name or of an id, for people who ask.

Called by `demarche actors find` and `demarche lexicon show`.  It walks all names, which takes a tenth of a second;
readers of articles ask `names` itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from unicodedata import combining, normalize

from agents.lexicon.names import Known, Names
from agents.lexicon.people import Role

SPELLED, CLOSE = 5, 0.75  # names that are spelled nearly so: how many, and how near as `difflib` counts it


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may stand for; `offices` are those of a person, the latest last."""

    name: str
    kind: str
    type: str
    ids: tuple[str, ...]
    state: str
    weak: bool
    offices: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds or held an office."""

    person_id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Row:
    """Where a table speaks of an id."""

    file: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything known of an id: its names by kind, its offices or those who hold it, and its rows."""

    id: str
    names: dict[str, tuple[str, ...]]
    offices: tuple[Role, ...]
    holders: tuple[Holder, ...]
    rows: tuple[Row, ...]


def fold(name: str) -> str:
    """Bring a name to the form that spellings share: no accents, no case, plain apostrophes, spaces for hyphens."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return " ".join(plain.casefold().replace("’", "'").replace("-", " ").split())


def find(name: str, names: Names) -> tuple[Meaning, ...]:
    """Give all that a name may mean, surnames too; where nothing is called so, what has all its words in its name."""
    return meanings(name, names) or _near(set(fold(name).split()), names)


def nearest(name: str, names: Names) -> tuple[Meaning, ...]:
    """Give what has all words of a name that nobody has, else what is spelled nearly so, the nearest first."""
    wanted = fold(name)
    with_words = _near(set(wanted.split()), names)
    if with_words:
        return with_words
    spelled = {fold(spelling): known for spelling, known in names.by_name.items()}
    near = get_close_matches(wanted, spelled, SPELLED, CLOSE)
    return tuple({_key(k): _meaning(k, names) for spelling in near for k in spelled[spelling]}.values())


def meanings(name: str, names: Names) -> tuple[Meaning, ...]:
    """Give all that is called so, surnames too; accents and case do not matter."""
    wanted = fold(name)
    found = {spelling: known for spelling, known in names.by_name.items() if fold(spelling) == wanted}
    made = {_key(known): _meaning(known, names) for meanings in found.values() for known in meanings}
    bearers = [ids for surname, ids in names.surnames.items() if fold(surname) == wanted]
    for person_id in sorted({i for ids in bearers for i in ids}):
        person = names.persons[person_id]
        if wanted not in fold(person.name).split():  # "King of Jordan" is no bearer of that surname
            continue
        known = Known("person", person.id, person.name, "PER")
        made.setdefault(_key(known), _meaning(known, names))
    return tuple(made.values())


def _near(words: set[str], names: Names) -> tuple[Meaning, ...]:
    made = {
        _key(known): _meaning(known, names)
        for spelling, meanings in names.by_name.items()
        if words and words <= set(fold(spelling).split())
        for known in meanings
    }
    return tuple(sorted(made.values(), key=lambda m: (len(m.name), m.name)))


def _key(known: Known) -> tuple[str, str, str]:
    return known.kind, known.id, known.name


def _meaning(known: Known, names: Names) -> Meaning:
    person = names.persons.get(known.id)
    ids = tuple(dict.fromkeys(i for i in (known.id, known.actor_id, known.place_id) if i))
    return Meaning(
        name=known.name,
        kind=known.kind,
        type=known.type,
        ids=ids,
        state=known.state,
        weak=known.weak,
        offices=person.roles if person is not None else (),
    )


def about(known_id: str, names: Names, folder: Path) -> Entry | None:
    """Give everything the lexicon in `folder` knows of an id, or None when no table speaks of it."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for spelling, meanings in names.by_name.items():
        for kind in {m.kind for m in meanings if known_id in (m.id, m.actor_id, m.place_id)}:
            spellings[kind].append(spelling)
    holders = [
        Holder(person.id, person.name, role)
        for person in names.holders.get(known_id, ())
        for role in person.roles
        if role.actor_id == known_id
    ]
    rows = tuple(_rows(known_id, folder))
    if not (spellings or holders or rows):
        return None
    person = names.persons.get(known_id)
    return Entry(
        id=known_id,
        names={kind: tuple(sorted(found)) for kind, found in sorted(spellings.items())},
        offices=person.roles if person is not None else (),
        holders=tuple(sorted(holders, key=lambda h: (h.role.title, h.role.begin))),
        rows=rows,
    )


def _rows(known_id: str, folder: Path) -> list[Row]:
    found = []
    for path in sorted(folder.rglob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = tuple(line.split("\t"))
            if known_id in cells:
                found.append(Row(path.relative_to(folder).as_posix(), number, cells))
    return found
