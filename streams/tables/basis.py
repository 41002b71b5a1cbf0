"""What a table was made from, and whether what stands in the cluster now is still that.

A worker notes it in `demarche.tables` when it takes the table up, and compares at every later start; what does not fit
is told with the command that mends it, and nothing is read.  Pure; the cluster is asked by `look`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from agents.limits import Code, Count, Name, most
from agents.records import Record
from streams import formats

EXIT_MISFIT = 4
TOPICS = 16  # noted of one table
BOOK = "deploy/README.md, Table and log"


class MisfitError(RuntimeError):
    """Table and log do not fit together; says what is wrong, and what mends it."""


class Basis(Record, frozen=True):
    """What a table was made from: `format` of its entries and `deltas` as last written, generation, topics by id.

    `rebuilding` names the source of a rebuild that was begun and is not finished.
    """

    table: Code
    generation: Count = 1
    format: Count = 1
    deltas: Count = 1
    topics: Annotated[dict[Name, Name], most(TOPICS)] = {}  # noqa: RUF012 -- msgspec copies an empty default for each record
    rebuilding: Code = ""

    @property
    def key(self) -> str:
        return self.table


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the cluster: ids of topics (none where it tells none), deltas not yet tracked, and emptied parts.

    `emptied` are partitions of the changelog that hold nothing though entries were written to them.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    untracked: int = 0
    emptied: tuple[int, ...] = ()


def now(table: str, generation: int, seen: Seen, known: Basis | None) -> Basis:
    """Say what a table is made from from now on."""
    base = known or Basis(table=table)
    return msgspec.structs.replace(
        base,
        generation=generation,
        format=max(base.format if known else 1, formats.format_of("entry").writes),
        deltas=max(base.deltas if known else 1, formats.format_of("deltas").writes),
        topics={**base.topics, **seen.ids},
        rebuilding="",
    )


def check(
    known: Basis | None, seen: Seen, generation: int, articles: str, changelog: str, *, mending: bool = False
) -> None:
    """Raise MisfitError where the table cannot go on from what stands in the cluster.

    `mending`: where it could not even be made again.
    """
    for trouble in _troubles(known, seen, generation, articles, changelog):
        if not (mending and "`demarche rebuild" in trouble):
            raise MisfitError(f"{trouble} ({BOOK})")


def _troubles(known: Basis | None, seen: Seen, generation: int, articles: str, changelog: str) -> Iterator[str]:
    if known is not None:  # else nobody noted it: the table is new, or older than the noting
        yield from _noted(known, seen, generation)
        yield from _remade(known, seen, generation, articles)
    if seen.emptied:
        parts = ", ".join(map(str, seen.emptied))
        yield f"{changelog} was emptied (partition {parts}): run `demarche rebuild --from findings`"


def _noted(known: Basis, seen: Seen, generation: int) -> Iterator[str]:
    if known.rebuilding:
        yield f"a rebuild was begun and not finished: run `demarche rebuild --from {known.rebuilding}`"
    if refused := formats.refusal("entry", known.format):
        yield f"the table {known.table} is another format: {refused[1]}"
    if (refused := formats.refusal("deltas", known.deltas)) and (seen.untracked or refused[0] == "newer-version"):
        yield f"{seen.untracked} messages of the log are not yet tracked and of another format: {refused[1]}"
    if known.generation > generation:
        yield (
            f"the table {known.table} was made under kafka.generation {known.generation}, the setting is {generation}:"
            f" set kafka.generation to {known.generation} on all workers"
        )


def _remade(known: Basis, seen: Seen, generation: int, articles: str) -> Iterator[str]:
    if not seen.ids:
        return
    for name in sorted(known.topics):
        if seen.ids.get(name) == known.topics[name]:
            continue
        if name != articles:
            yield f"{name} is not the one that the table was made with: run `demarche rebuild --from findings`"
        elif known.generation == generation:
            yield (
                f"{name} is not the one that the table was made from: its offsets begin anew, and new articles would be"
                f" taken for replays: set kafka.generation to {generation + 1} on all workers"
            )
