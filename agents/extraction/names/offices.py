"""Offices: the title before a name, who held what on the day, and whom a surname with a title means.

Called by `linking` and `nominals`.  A title without a known person still gives the state's actor; "former"
gives none but `ELI`; two people who fit give nobody.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from agents.lexicon.names import Names, Office
from agents.lexicon.people import Person, Role

_LONGEST = 5
_NEAR = 0.85  # Mitterand and Mitterrand, Gbago and Gbagbo; not Kim and Kin
_WINDOW = 70
_WORD = re.compile(r"[\w.’'-]+")
_LAST_WORD = re.compile(r"[\w.’'-]+$")
STATELESS = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})  # what is named behind these belongs to no state
_SECTOR_RANK = {"GOV": 0, "MIL": 2, "LEG": 3, "SPY": 3, "JUD": 3, "PTY": 5, "OPP": 4}


class Titled(NamedTuple):
    """A title that stands right before a name: where it begins, and whether it is one of the past."""

    start: int
    office: Office
    former: bool


def title_before(body: str, start: int, names: Names) -> Titled | None:
    """Find the longest title that ends right before `start`: `foreign minister `, `then-President `."""
    left = max(0, start - _WINDOW)
    gap = body[left:start]
    if not gap.endswith((" ", "\u00a0")) or len(gap) < 3:
        return None
    last = _LAST_WORD.search(gap, gap.rfind(" ", 0, -1) + 1, len(gap) - 1)
    if last is None or not _may_end(last.group().lower(), names):
        return None
    words = list(_WORD.finditer(gap))
    for k in range(max(0, len(words) - _LONGEST), len(words)):
        phrase = " ".join(gap[words[k].start() :].lower().split())
        former = phrase.startswith(("ex-", "then-"))
        office = names.titles.get(phrase.split("-", 1)[1] if former else phrase)
        if office is not None:
            begin = words[k].start()
            return Titled(left + begin, office, former or names.past.search(gap, 0, begin) is not None)
    return None


def _may_end(word: str, names: Names) -> bool:
    """Tell whether a title may end in a word: most words before a name end none."""
    return word in names.shapes["title.end"] or word.startswith(("ex-", "then-"))


def role_on(person: Person, day: str, office: Office | None = None, said: str | None = None) -> Role | None:
    """Give the role that counts on a day: the one the title names, else the highest; without a day the newest.

    `said` is the actor that the title and its owner name; of several offices only those under the same owner count.
    """
    held = [r for r in person.roles if r.holds(day)] if day else list(reversed(person.roles))
    if said is not None:
        held = [r for r in held if _side(r.actor_id) == _side(said)] or held
    if office is not None and office.unit:
        named = [r for r in held if r.title == office.name] or [
            r for r in held if r.actor_id.partition(":")[2] == office.unit
        ]
        if named:
            return named[0]
    if not day:
        held = [r for r in held if not r.end] or held[:1]
    return min(held, key=_rank, default=None)


def _side(actor_id: str) -> list[str]:
    """Give the state or the organisation that an actor belongs to."""
    parts = actor_id.split(":")
    return parts[:2] if parts[0] in STATELESS else parts[:1]


def is_past(body: str, start: int, between: str, names: Names) -> bool:
    """Tell whether a body is one of the past: "former" stands before it, only modifiers and a name `between`."""
    said = names.past.search(body, max(0, start - _WINDOW), start)
    if said is None or said["sure"] is None:
        return False
    return set(said["between"].split()) - set(between.split()) <= names.shapes["nominal.modifiers"]


def former(person: Person) -> str | None:
    """Give the actor of somebody called "former": PLOVER's `ELI` of the state they served, not its government."""
    states = [r.actor_id[:3] for r in person.roles if r.actor_id[3:7] in (":GOV", ":MIL", ":LEG")]
    return f"{states[-1]}:ELI" if states else None


def _rank(role: Role) -> tuple[int, str]:
    parts = role.actor_id.split(":")
    if len(parts) < 2:
        return 0, role.begin
    unit = 1 if len(parts) > 2 and parts[1] == "GOV" else 0
    return _SECTOR_RANK.get(parts[1], 1) + unit, role.begin


def by_surname(surname: str, office: Office, state: str | None, day: str, names: Names) -> Person | None:
    """Find the one person of that surname who held that office on the day: `President Macron`, `Gen. Gerasimov`."""
    fitting = []
    for person_id in names.surnames.get(surname, ()):
        person = names.persons[person_id]
        for role in person.roles:
            if day and not role.holds(day):
                continue
            same_state = state is None or role.actor_id.split(":", 1)[0] == state
            if same_state and (
                role.title == office.name or (office.unit and role.actor_id.partition(":")[2] == office.unit)
            ):
                fitting.append(person)
                break
    return fitting[0] if len(fitting) == 1 else None


def by_near_name(name: str, office: Office, day: str, names: Names) -> Person | None:
    """Find the one person whose misspelt name this is: same first name and title, surname nearly the same."""
    first, _, surname = name.rpartition(" ")
    fitting = [
        person
        for person in names.first_bearers.get(first, ())
        if _is_near(surname, person.name.rpartition(" ")[2])
        and any(r.title == office.name and (not day or r.holds(day)) for r in person.roles)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_near(one: str, other: str) -> bool:
    return one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= _NEAR


def holder(actor_id: str, titles: frozenset[str], day: str, names: Names) -> Person | None:
    """Find the one person who held an office on the day, by actor and title; None without a day or when several did."""
    if not day:
        return None
    fitting = {
        person.id: person
        for person in names.holders.get(actor_id, ())
        if any(r.actor_id == actor_id and r.title in titles and r.holds(day) for r in person.roles)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None
