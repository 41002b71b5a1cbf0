"""Many reports of one happening, as one: what readers of states and of `demarche.incidents` see of it."""

from __future__ import annotations

from typing import Annotated

from msgspec import field

from agents.limits import (
    PARTIES,
    TELLINGS,
    ActorId,
    Code,
    Count,
    Day,
    Digest,
    Name,
    Score,
    ShortSentence,
    most,
)
from agents.records.record import Fate, Quad, Record, Utc
from agents.records.state import Report


class Turn(Record):
    """What a happening takes back: the kind of the earlier one, its incident, when it was told, and the words.

    `of` is empty where only the article itself tells of it.
    """

    kind: Code = field(name="from")
    of: Digest = ""
    at: Utc | None = None
    evidence: ShortSentence = ""


class Incident(Record):
    """A happening over all its reports, whoever told it first.

    Kind and score are those that most reports of the firmest status give, sides are all that a third of the reports
    name, the words are those of the report that tells it best, which stands first.  `owner` is the participant that
    raises its alert.  `independent` and `copies` count the sources of its reports, `confirmed` is told by two that are
    independent and do not both rest on the word of the accuser.
    """

    id: Digest
    day: Day
    owner: ActorId
    at: Utc
    signal: Code
    type: Code
    cameo: Code
    goldstein: Score
    quad: Quad
    status: Fate
    object: Code
    word: Code
    family: Code
    mutual: bool
    reports: Annotated[tuple[Report, ...], most(TELLINGS)]
    sources: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    targets: Annotated[tuple[ActorId, ...], most(PARTIES)] = ()
    source_names: Annotated[tuple[Name, ...], most(PARTIES)] = ()
    target_names: Annotated[tuple[Name, ...], most(PARTIES)] = ()
    place: Name = ""
    independent: Count = 1
    copies: Count = 0
    confirmed: bool = False

    @property
    def key(self) -> str:
        return self.id

    @property
    def parties(self) -> tuple[str, ...]:
        """All who took part, who did it first."""
        return self.sources + self.targets
