"""Which version of each record this program writes, and which versions it reads: the one place where they are raised.

Read by `codec` for what travels and by `streams.tables` for the entries of the table.  How a version is raised, and
what a rolling change looks like, is told in deploy/README.md, Versions of formats; frozen samples of every version
that is read (tests/streams/formats) hold it to be true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A record's version as it is written, and the oldest and newest that are read."""

    writes: int = 1
    oldest: int = 1
    newest: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.oldest <= self.writes <= self.newest:
            raise ValueError(f"{self}: what is written must be read")

    def reads(self, version: int) -> bool:
        """Tell whether records of a version are read."""
        return self.oldest <= version <= self.newest

    def told(self) -> str:
        """Say which versions are read."""
        return f"{self.oldest}" if self.oldest == self.newest else f"{self.oldest} to {self.newest}"


# By the schema's name in the envelope; who is not named is at 1.  One line a record that was raised, with what changed.
RAISED: Mapping[str, Format] = {
    "findings": Format(writes=2, oldest=2, newest=2),  # deeds are told by `happenings`, no longer by each signal
    "deltas": Format(writes=2, oldest=2, newest=2),  # a deed has all who took part, and the day it belongs to
    "actorstate": Format(writes=2, oldest=2, newest=2),  # reports, from which incidents follow, in place of incidents
    "entry": Format(writes=2, oldest=2, newest=2),  # ... and what was sent of each alert
    "alert": Format(writes=2, oldest=2, newest=2),  # one for a happening, with revisions; its id is the incident's
}

# The command that makes records again in this program's version; of what people sent or feeds brought there is none.
MENDED_BY: Mapping[str, str] = {
    "findings": "`demarche rebuild --from articles`",
    "deltas": "`demarche rebuild --from articles`",
    "actorstate": "`demarche rebuild --from findings`",
    "entry": "`demarche rebuild --from findings`",
    "incident": "`demarche rebuild --from findings`",
    "alert": "`demarche rebuild --from findings`",
}


def format_of(schema: str) -> Format:
    """Give the format of a record by its name in the envelope."""
    return RAISED.get(schema, Format())


def edition() -> int:
    """Number the formats as a whole: it grows whenever any of them is raised."""
    return 1 + sum(known.writes - 1 for known in RAISED.values())


def refusal(schema: str, version: int) -> tuple[str, str] | None:
    """Say why a version is not read: `older-version` or `newer-version`, and what to do.  None where it is read."""
    known = format_of(schema)
    if known.reads(version):
        return None
    seen = f"version {version} of {schema}, this program reads {known.told()}"
    if version > known.newest:
        return "newer-version", f"{seen}: a newer demarche wrote it, finish the upgrade"
    mend = MENDED_BY.get(schema, "deploy/README.md, Versions of formats, tells what to do")
    return "older-version", f"{seen}: {mend}"
