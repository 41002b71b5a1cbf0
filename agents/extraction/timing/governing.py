"""Finds the time that governs a clause: its own, that of the clause it is joined to, or of the one it hangs on.

Called by `timeline` and `story`.  What somebody says on a day was done before it: then the time only bounds the deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.timing.sentences import Timed
from agents.extraction.timing.tenses import head, is_bare, is_plain_past
from agents.lexicon.times import Times

_DEEP = 8  # clauses that hang on each other, at most followed


class Governed(NamedTuple):
    """A time, and whether it only says that the deed was no later."""

    timed: Timed
    bound: bool = False


class Governor:
    """The times of one sentence, asked by clause or noun."""

    def __init__(self, parsed: Sentence, times: Times, found: Sequence[Timed]) -> None:
        self.parsed = parsed
        self.times = times
        self.found = found

    def of_clause(self, clause: Clause, deep: int = _DEEP) -> Governed | None:
        """Give the time of a clause."""
        own = self.own(clause) or self._beside(clause)
        if own is not None:
            return Governed(own)
        fronted = self._fronted(clause)
        if fronted is not None:
            return Governed(fronted)
        return self._above(clause, deep) if deep else None

    def of_noun(self, chunk: Chunk) -> Timed | None:
        """Give the time that a noun carries: "the 2015 deal", "the strike on Monday"."""
        return next((t for t in self.found if t.place.chunk is chunk), None)

    def own(self, clause: Clause) -> Timed | None:
        """Give the time in a clause itself; one that stands right behind a noun only where no other does."""
        mine = [t for t in self.found if t.place.clause is clause]
        return min(mine, key=lambda t: (t.is_length, t.hangs_on_noun, not t.place.fronted), default=None)

    def _beside(self, clause: Clause) -> Timed | None:
        """Look at clauses that share the subject: "expelled X and closed Y on Monday", "Speaking on Monday, he"."""
        report = self.times.verbs["saying"]
        for other in self.parsed.clauses:
            if head(other, self.parsed) in report:
                continue  # "a spokesman told us on Monday", wherever that stands
            shares = other.beside is clause or clause.beside is other
            opens = other.group.form == "ing" and other.parent is clause and other.group.head < clause.group.first
            if (shares or opens) and (found := self.own(other)) is not None:
                return found
        return None

    def _fronted(self, clause: Clause) -> Timed | None:
        """Give the time that stands before the first of several main clauses, or before a title's bare verb."""
        if clause.parent is not None:
            return None
        opening = min(c.group.first for c in self.parsed.clauses)
        return next((t for t in self.found if t.place.fronted and t.place.first < opening), None)

    def _above(self, clause: Clause, deep: int) -> Governed | None:
        of_noun = self._antecedent(clause)
        if of_noun is not None:
            return Governed(of_noun)
        above = clause.parent
        while above is not None and above.group.form == "en" and clause.kind == "adverbial":
            above = above.parent  # "threatened to leave the pact reached last year, hours after it fired a missile"
        if above is None:
            return None
        found = self.of_clause(above, deep - 1)
        if found is None or found.bound:
            return found
        return Governed(found.timed, bound=not self._is_together(clause, above))

    def _antecedent(self, clause: Clause) -> Timed | None:
        """Give the time of the noun that a relative clause tells of: "Monday's vote, in which they rejected"."""
        if clause.relative is None or not is_plain_past(clause, self.parsed, self.times):
            return None
        return self.of_noun(clause.relative.head)

    def _is_together(self, clause: Clause, above: Clause) -> bool:
        """Tell a clause of the same day as the one it hangs on from one that is told on the way."""
        match clause.kind:
            case "that":
                return head(above, self.parsed) in self.times.verbs["performing"]
            case "adverbial":
                return clause.marker in self.times.verbs["together"]
            case "coordinated":
                return True
            case _:  # "agreed to cut", "left, accusing X"; "imposed by X" only says more of a noun
                return clause.group.form == "ing" or is_bare(clause)
