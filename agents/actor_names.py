"""What an actor is called, from its id alone, so that it is called the same in every article.

A person that no table knows has the name that the article gives.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import agents.lexicon
from agents.lexicon import load, tables
from agents.lexicon.names import Names

UNITS = Path(agents.lexicon.__file__).parent / "actors" / "units.tsv"


class ActorNames:
    """Names by actor id, made once from a lexicon."""

    def __init__(self, names: Names) -> None:
        self._persons = names.persons
        self._known: dict[str, str] = {}
        self._states: dict[str, str] = {}  # of companies
        for meanings in names.by_name.values():
            for known in meanings:
                # A capital or a palace stands for its government, but is not its name.
                if known.actor_id and known.kind in ("state", "organisation", "company", "outlet"):
                    self._known.setdefault(known.actor_id, known.name)
                if known.kind == "company" and known.actor_id and known.state:
                    self._states[known.actor_id] = known.state

    def state_of(self, actor_id: str) -> str:
        """Give the state whose a company is; empty for anybody else."""
        return self._states.get(actor_id, "")

    def of(self, actor_id: str, otherwise: str = "") -> str:
        """Name an actor; `otherwise`, or the id itself, where nobody knows it."""
        if actor_id in self._persons:
            return self._persons[actor_id].name
        if actor_id in self._known:
            return self._known[actor_id]
        state, _, unit = actor_id.partition(":")
        if state in self._known and unit in _units():
            return f"{self._known[state]}, {_units()[unit]}"
        return otherwise or actor_id


@cache
def standard() -> ActorNames:
    """Give the names of the lexicon that comes with the program."""
    return ActorNames(load().names)


@cache
def _units() -> dict[str, str]:
    return {unit: means for unit, means in tables.rows(UNITS, "unit means")}
