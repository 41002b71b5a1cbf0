"""Who tells the news and makes none: outlets, platforms, think tanks and monitors, by the tables of `actors/`.

Called by `rules`; whoever asks who does a deed asks it.  It knows ids only, not what an outlet may suffer: a newspaper
that is banned is told of like everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agents.lexicon.tables import rows

_MEDIA = "JRN"  # the sector of all outlets, and of "Iranian state television", which no table has


@dataclass(frozen=True, slots=True)
class Tellers:
    """The ids of those whom the sector in their id does not give away."""

    ids: frozenset[str]

    @classmethod
    def load(cls, actors: Path) -> Tellers:
        """Read who is a think tank or a platform.  Raises `LexiconError` naming file and row."""
        organisations = rows(actors / "organisations.tsv", "id name aliases type state note")
        companies = rows(actors / "companies.tsv", "id name aliases sector state")
        kinds = [*((row[0], row[3]) for row in organisations), *((row[0], row[3]) for row in companies)]
        return cls(frozenset(actor_id for actor_id, kind in kinds if kind in ("thinktank", "platform")))

    def __contains__(self, actor_id: str | None) -> bool:
        if actor_id is None:
            return False
        return actor_id in self.ids or actor_id.split(":")[1:2] == [_MEDIA]
