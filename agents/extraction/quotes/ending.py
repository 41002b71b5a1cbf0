"""Where a content that runs to the right ends: at the next attribution, where the writer goes on, or with the sentence.

Called by `english`, `english_nouns` and `english_sources` on the row of a sentence.  Marked words are never cut.
"""

from __future__ import annotations

from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.english_row import Row


def content_end(row: Row, first: int, last: int) -> int:
    """Give the last token of a content that begins at `first`."""
    ends = row.search("ends", first + 1, last)
    last = ends[0] - 1 if ends is not None else last
    trailing = row.search("trailing", first + 1, last)
    return trailing[0] - 1 if trailing is not None else last


def before_aside(row: Row, first: int, last: int) -> int:
    """Give the token before the writer's own ", which he calls ..." or ", meaning ..." behind a mere phrase."""
    aside = row.search("aside", first + 1, last)
    return aside[0] - 1 if aside is not None else last


def before_relative(row: Row, s: Sentence, first: int, last: int) -> int:
    """Give the token before the writer's own ", which opened in May" behind a clause, unless the clause goes on."""
    which = row.search("which", first + 1, last)
    if which is None or any(c.first <= which[0] < c.group.head <= last for c in s.clauses):
        return last
    return which[0] - 1
