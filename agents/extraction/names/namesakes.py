"""People who merely share a name with somebody in office: a `Chris Wright` who coaches, a `Wang Yi` who sings.

Called by `meanings`.  A common full name means the person of the lexicon only where the text also names their
state or gives them a title of their sector; a rare one needs no witness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.extraction.names import offices
from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Names
from agents.lexicon.people import Person

# Two syllables, as "Wang Yi" and "Li Qiang": the names of thousands.
_SHORT = re.compile(r"(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Lin|He|Gao|Han|Lu) [A-Z][a-z]{1,4}")


def forget(body: str, candidates: Sequence[Candidate], names: Names) -> None:
    """Take the link from people with a common name for whom nothing else in the text speaks."""
    doubtful = [c for c in candidates if c.known is not None and c.known.kind == "person" and is_common(c.text, names)]
    if not doubtful:
        return
    witnesses = {(known.id, _home(known.id, known.state, names)) for c in candidates if (known := c.known) is not None}
    vouched = {c.known.id for c in doubtful if c.known is not None and _vouched(body, c, witnesses, names)}
    for candidate in doubtful:
        if candidate.known is not None and candidate.known.id not in vouched:
            candidate.known, candidate.meanings, candidate.rule = None, (), "namesake"


def is_common(text: str, names: Names) -> bool:
    """Tell whether many people bear a full name: a common first name before a common last one."""
    words = text.split()
    if len(words) != 2:
        return False
    first, last = words
    if _SHORT.fullmatch(text):
        return True
    return first in names.first_names and (last in names.last_names or last in names.first_names)


def _is_famous(person: Person, names: Names) -> bool:
    """Tell whether the full name alone brings somebody to mind: led a state, and no `John Lee` of two first names."""
    if _SHORT.fullmatch(person.name):
        return False
    if person.id.startswith("wd:"):  # only those have one whom nobody could mistake
        return True
    led = any(role.actor_id.endswith(":GOV") for role in person.roles)
    return led and person.name.split()[-1] not in names.first_names


def _vouched(body: str, candidate: Candidate, witnesses: set[tuple[str, str]], names: Names) -> bool:
    known = candidate.known
    if known is None:
        return False
    person = names.persons[known.id]
    if _is_famous(person, names):
        return True
    homes = {role.actor_id[:3] for role in person.roles}
    if any(home in homes and witness != known.id for witness, home in witnesses):
        return True
    titled = offices.title_before(body, candidate.start, names)
    return titled is not None and bool(titled.office.unit) and titled.office.unit.split(":")[0] in _sectors(person)


def _sectors(person: Person) -> set[str]:
    return {role.actor_id.split(":")[1] for role in person.roles if ":" in role.actor_id}


def _home(known_id: str, state: str, names: Names) -> str:
    person = names.persons.get(known_id)
    return person.roles[-1].actor_id[:3] if person is not None else (state or known_id)[:3]
