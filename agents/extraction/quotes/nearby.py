"""Who may have said marked words that no cue owns: a signature, a name before a colon, the subject of a clause.

Pure questions about the row of one sentence; called by `standalone`, which knows what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import Token, Unit
from agents.records import Span


class Nearby:
    """One sentence and its row of letters."""

    def __init__(self, g: Grammar, unit: Unit) -> None:
        self._frames = g.tokens
        self.tokens = unit.tokens
        self._row = row_of(g, unit.tokens)

    def is_alone(self) -> bool:
        """Tell whether the sentence is nothing but marked words, with a name after a dash at most."""
        return self._frames.pattern("alone").search(self._row) is not None

    def is_named(self, marked: int) -> bool:
        """Tell whether marked words are a title, a nickname, a slogan on a sign."""
        return self._frames.pattern("names").search(self._row[:marked]) is not None

    def speaks(self) -> bool:
        """Tell whether the sentence has a verb of speech, so that words in marks may follow it: "Roa agreed."."""
        return self._frames.pattern("speaks").search(self._row) is not None

    def subject_before(self, at: int) -> Span | None:
        """Find the subject of the clause before a token; a range of characters."""
        clause = self._row[:at]
        return next(
            (who for f in self._frames.all("main") if (who := self._who(f.pattern.search(clause))) is not None), None
        )

    def before_colon(self, marked: int) -> Span | None:
        """Find the name before the colon in front of marked words: "Hanneke Vos: ..."."""
        return self._who(self._frames.pattern("introduces").search(self._row[:marked]))

    def follower(self, marked: int) -> Span | None:
        """Find who follows marked words with a verb nobody listed: «"The answer is no," Roa riffed»."""
        return self._who(self._frames.pattern("follows").search(self._row[marked + 1 :]), marked + 1)

    def signature(self) -> Span | None:
        """Find the name after a dash, behind the words: «"…" — Hanneke Vos»."""
        return self._who(self._frames.pattern("signs").search(self._row))

    def signed_below(self) -> Span | None:
        """Read the sentence as a signature of the line above."""
        return self._who(self._frames.pattern("signs_below").search(self._row))

    def _who(self, found: re.Match[str] | None, shift: int = 0) -> Span | None:
        if found is None:
            return None
        first, end = found.span("who")
        return self.tokens[first + shift].start, self.tokens[end - 1 + shift].end


def row_of(g: Grammar, tokens: Sequence[Token]) -> str:
    """Give the row of letters of a sentence."""
    return g.tokens.rows.row((t.shape, t.low) for t in tokens)
