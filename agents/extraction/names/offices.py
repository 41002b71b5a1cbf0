"""Offices: the title before a name, who held what on the day, and whom a surname with a title means.

Called by `linking` and `nominals`.  A title without a known person still gives the state's actor; "former"
gives none but `ELI`; two people who fit give nobody.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec import Struct

from agents.lexicon.names import NO_OFFICE, Names, Office
from agents.lexicon.people import Person, Role

_LONGEST = 5
_NEAR = 0.85  # Mitterand and Mitterrand, Gbago and Gbagbo; not Kim and Kin
_WINDOW = 70
_WORD = re.compile(r"[\w.’'-]+")
_LAST_WORD = re.compile(r"(?:ex-|then-)?([\w.’'-]+)[ \u00a0]$", re.IGNORECASE)
STATELESS = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})  # what is named behind these belongs to no state
_SECTOR_RANK = {"": 0, "GOV": 0, "MIL": 2, "LEG": 3, "SPY": 3, "JUD": 3, "PTY": 5, "OPP": 4}


class Titled(Struct, frozen=True, gc=False):
    """A title that stands right before a name: where it begins, and whether it is one of the past."""

    start: int
    office: Office
    former: bool


NO_TITLE = Titled(0, NO_OFFICE, False)


def title_before(body: str, start: int, names: Names) -> Titled:
    """Find the longest title that ends right before `start`: `foreign minister `, `then-President `."""
    left = max(0, start - _WINDOW)
    gap = body[left:start]
    last = _LAST_WORD.search(gap, gap.rfind(" ", 0, max(0, len(gap) - 1)) + 1)
    if last is None or last[1].lower() not in names.shapes["title.end"]:
        return NO_TITLE
    words = list(_WORD.finditer(gap))
    for k in range(max(0, len(words) - _LONGEST), len(words)):
        phrase = " ".join(gap[words[k].start() :].lower().split())
        former = phrase.startswith(("ex-", "then-"))
        office = names.titles.get(phrase.split("-", 1)[1] if former else phrase)
        if office is not None:
            begin = words[k].start()
            return Titled(left + begin, office, former or names.past.search(gap, 0, begin) is not None)
    return NO_TITLE


def role_on(person: Person, day: str, office: Office = NO_OFFICE, said: str | None = None) -> Role | None:
    """Give the role that counts on a day: the one the title names, else the highest; without a day the newest.

    `said` is the actor that the title and its owner name; of several offices those under the same owner go first.
    """
    owner = _owner(said) if said is not None else None

    def fits(role: Role) -> tuple[bool, bool, bool, bool, int]:
        _, _, unit = role.actor_id.partition(":")
        elsewhere = _owner(role.actor_id) not in (owner or _owner(role.actor_id),)
        over = not day and role.end != ""
        return (
            elsewhere,
            office.name != role.title,
            not office.unit or unit != office.unit,
            over,
            (not over) * _rank(role),
        )

    held = [role for role in person.roles if role.holds(day)]
    return min(held if day else reversed(held), key=fits, default=None)


def _owner(actor_id: str) -> list[str]:
    """Give the state or the organisation that an actor belongs to."""
    parts = actor_id.split(":")
    return parts[:2] if parts[0] in STATELESS else parts[:1]


def is_past(body: str, start: int, between: str, names: Names) -> bool:
    """Tell whether a body is one of the past: "former" stands before it, only modifiers and a name `between`."""
    said = names.surely_past.search(body, max(0, start - _WINDOW), start)
    return said is not None and set(said[1].split()) - set(between.split()) <= names.shapes["nominal.modifiers"]


def former(person: Person) -> str | None:
    """Give the actor of somebody called "former": PLOVER's `ELI` of the state they served, not its government."""
    states = [r.actor_id[:3] for r in person.roles if r.actor_id[3:7] in (":GOV", ":MIL", ":LEG")]
    return f"{states[-1]}:ELI" if states else None


def _rank(role: Role) -> int:
    _, _, unit = role.actor_id.partition(":")
    sector, _, below = unit.partition(":")
    return _SECTOR_RANK.get(sector, 1) + (sector == "GOV" and below != "")


def by_surname(surname: str, office: Office, state: str, day: str, names: Names) -> Person | None:
    """Find the one person of that surname who held that office on the day: `President Macron`, `Gen. Gerasimov`."""
    bearers = [names.persons[person_id] for person_id in names.surnames.get(surname, ())]
    fitting = [p for p in bearers if any(_is_office(role, office, state) and role.holds(day) for role in p.roles)]
    return fitting[0] if len(fitting) == 1 else None


def by_near_name(name: str, office: Office, day: str, names: Names) -> Person | None:
    """Find the one person whose misspelt name this is: same first name and title, surname nearly the same."""
    first, _, surname = name.rpartition(" ")
    fitting = {
        person.name.rpartition(" ")[2]: person
        for person in names.first_bearers.get(first, ())
        if any(r.title == office.name and r.holds(day) for r in person.roles)
    }
    near = get_close_matches(surname, fitting, cutoff=_NEAR)
    return fitting[near[0]] if len(near) == 1 else None


def _is_office(role: Role, office: Office, state: str) -> bool:
    """Tell whether a role is an office, by its title or its unit, in a state; an empty one stands for any."""
    owner, _, unit = role.actor_id.partition(":")
    return state in ("", owner) and (role.title == office.name or unit == office.unit)


def holder(actor_id: str, title: str, day: str, names: Names) -> Person | None:
    """Find the one person who held an office on the day, by actor and title; None without a day or when several did."""
    held = [(person, role) for person in names.holders.get(actor_id, ()) for role in person.roles]
    fitting = {p.id: p for p, r in held if (r.actor_id, r.title) == (actor_id, title) and r.holds(day)}
    return next(iter(fitting.values())) if day and len(fitting) == 1 else None
