"""Where a walk through a sentence stands between two items: what was read, who waits, what came just before.

Made and moved on by walk.py; subjects.py asks it.  It decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.items import Item
from agents.extraction.parse.records import Clause, Phrase
from agents.lexicon.grammars import Grammar

START = "start"


class Standing:
    """The state between two items of a sentence."""

    def __init__(self, row: Sequence[Item], words: Sequence[str], tags: Sequence[str], grammar: Grammar) -> None:
        self.row = row
        self.words = words
        self.tags = tags
        self.grammar = grammar
        self.index = 0
        self.clauses: list[Clause] = []
        self.pending: list[Clause] = []
        self.fronted: list[Clause] = []  # wait for the subject of the clause behind them: "Speaking in Lima, he ..."
        self.phrase: Phrase | None = None  # the phrase that ends right here
        self.noun: Phrase | None = None  # the phrase before the last comma
        self.previous = START  # the kind of the last item
        self.word = ""  # and its word
        self.before_comma = START
        self.before_and = START
        self.before_preposition = START
        self.marker = ""  # conjunction or relative word that waits for its verb
        self.marker_at = 0  # its token
        self.antecedent: Phrase | None = None
        self.time: Chunk | None = None  # a time right before, which may turn out a subject
        self.latest: dict[str, Clause] = {}  # the last clause of each form of verb; "base" for all that is spelt so

    @property
    def last(self) -> Clause | None:
        """The clause of the last verb."""
        return self.clauses[-1] if self.clauses else None

    def follows(self, kinds: str) -> bool:
        """Tell whether the next item is of one of these kinds."""
        after = self.following()
        return after is not None and after.kind in kinds

    def following(self, steps: int = 1) -> Item | None:
        """Give the item so many places ahead."""
        return self.row[self.index + steps] if self.index + steps < len(self.row) else None

    def takes(self, frame: str, clause: Clause | None) -> bool:
        """Tell whether the verb of a clause has a frame of the grammar."""
        return clause is not None and self.words[clause.group.head] in self.grammar.frames[frame]
