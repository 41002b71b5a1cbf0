"""Organisations that no table lists, linked by their own words: `Peruvian Foreign Ministry`.

Called by `linking`.  The state must stand in the name or right before it; a body alone ("the ministry") links
to nothing here.
"""

from __future__ import annotations

from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import NO_OFFICE, Names, Office

_REBELS = frozenset({"liberation", "resistance", "revolutionary", "rebel", "salvation", "free"})

# Baghdad University is Iraq's as much as Baghdad's, and so is Baghdad's court; its police is not.
_OF_A_CITY = frozenset({"EDU", "JUD", "MED", "REL"})


def of_state(candidate: Candidate, body: str, owner: str, names: Names) -> tuple[str, str | None]:
    """Give the body's plain name and its actor (`foreign ministry`, `RUS:GOV:mfa`), None without a state.

    `owner` is the state named right before the candidate ("Russia's "), if any.
    """
    name, state = candidate.text, owner
    if candidate.prefix is not None:
        name, state = body[candidate.prefix_end : candidate.end], candidate.prefix.state
    elif _plain(name) not in names.bodies:
        name, _, tail = name.rpartition(" of ")
        meant = names.by_name.get(tail.removeprefix("the "), ())
        state = next((m.state for m in meant if m.kind == "state"), "")
    office = names.bodies.get(_plain(name)) or _by_head(_plain(name), names)
    city = candidate.prefix is not None and candidate.prefix.kind == "capital" and office.unit not in _OF_A_CITY
    return office.name, f"{state[:3]}:{office.unit}" if office.unit and state and not city else None


def _plain(words: str) -> str:
    return words.lower().replace("’", "'").strip()


def _by_head(words: str, names: Names) -> Office:
    """Find the kind of body by its head word: the one before `of`, else the last; rebels are no army of the state."""
    head = words.partition(" of ")[0].rpartition(" ")[2]
    known = head in names.shapes["organisation.last"] and _REBELS.isdisjoint(words.split())
    return names.bodies.get(head, NO_OFFICE) if known else NO_OFFICE
