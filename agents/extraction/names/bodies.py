"""Organisations that no table lists, linked by their own words: `Peruvian Foreign Ministry`.

Called by `linking`.  The state must stand in the name or right before it; a body alone ("the ministry") links
to nothing here.
"""

from __future__ import annotations

from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Names, Office

_REBELS = frozenset({"liberation", "resistance", "revolutionary", "rebel", "salvation", "free"})

# Baghdad University is Iraq's as much as Baghdad's, and so is Baghdad's court; its police is not.
_OF_A_CITY = frozenset({"EDU", "JUD", "MED", "REL"})


def of_state(candidate: Candidate, body: str, owner: str | None, names: Names) -> tuple[str, str] | None:
    """Give the body's plain name and its actor (`foreign ministry`, `RUS:GOV:mfa`), or None without a state.

    `owner` is the state named right before the candidate ("Russia's "), if any.
    """
    words = candidate.text.lower().replace("’", "'")
    office, state = names.bodies.get(words), owner
    if office is None and candidate.prefix is not None:
        state = candidate.prefix.state
        rest = body[candidate.prefix_end : candidate.end].lower().replace("’", "'").strip()
        office = names.bodies.get(rest) or _by_head(rest, names)
        if candidate.prefix.kind == "capital" and office is not None and office.unit not in _OF_A_CITY:
            return None
    if office is None and " of " in words:
        head, _, tail = candidate.text.rpartition(" of ")
        state = next((m.state for m in names.by_name.get(tail.removeprefix("the "), ()) if m.kind == "state"), None)
        office = names.bodies.get(head.lower()) or _by_head(head.lower(), names)
    if office is None or not office.unit or state is None or len(state) != 3:
        return None
    return office.name, f"{state}:{office.unit}"


def _by_head(words: str, names: Names) -> Office | None:
    """Find the kind of body by its head word: the one before `of`, else the last; rebels are no army of the state."""
    parts = words.split(" of ", 1)[0].split()
    if not parts or _REBELS.intersection(words.split()):
        return None
    office = names.bodies.get(parts[-1])
    return office if office is not None and parts[-1] in names.shapes["organisation.last"] else None
