"""People who merely share a name with somebody in office: a `Chris Wright` who coaches, a `Wang Yi` who sings.

Called by `meanings`.  A common full name means the person of the lexicon only where the text also names their
state or gives them a title of their sector; a rare one needs no witness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.extraction.names.candidates import Candidate
from agents.lexicon.names import Known, Names
from agents.lexicon.people import Person

# Two syllables, as "Wang Yi" and "Li Qiang": the names of thousands.
_SHORT = re.compile(r"(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Lin|He|Gao|Han|Lu) [A-Z][a-z]{1,4}")


def forget(candidates: Sequence[Candidate], names: Names) -> None:
    """Take the link from people with a common name for whom nothing else in the text speaks."""
    doubtful = [c for c in candidates if c.means.kind == "person" and is_common(c.text, names)]
    if not doubtful:
        return
    witnesses = {(c.means.id, _home(c.means, names)) for c in candidates}
    vouched = {c.means.id for c in doubtful if _vouched(names.persons[c.means.id], witnesses, names)}
    for candidate in doubtful:
        if candidate.means.id not in vouched:
            candidate.known, candidate.meanings, candidate.rule = None, (), "namesake"


def is_common(text: str, names: Names) -> bool:
    """Tell whether many people bear a full name: a common first name before a common last one."""
    first, _, last = text.partition(" ")
    both = first in names.first_names and last in names.person_names
    return both or _SHORT.fullmatch(text) is not None


def _vouched(person: Person, witnesses: set[tuple[str, str]], names: Names) -> bool:
    """Tell whether somebody is meant: alone to come to mind, or with his state named too."""
    led = any(role.actor_id.endswith(":GOV") for role in person.roles)
    rare = led and person.name.split()[-1] not in names.first_names  # no `John Lee` of two first names
    if (rare or person.id.startswith("wd:")) and not _SHORT.fullmatch(person.name):  # those have an id of Wikidata
        return True
    homes = {role.actor_id[:3] for role in person.roles}
    return any(home in homes and witness != person.id for witness, home in witnesses)


def _home(known: Known, names: Names) -> str:
    person = names.persons.get(known.id)
    return person.roles[-1].actor_id[:3] if person is not None else (known.state or known.id)[:3]
