"""What was said before its cue, or on both sides of it: «"No," said Ana Roa», «Rates fell, the bank said».

Called by `english`; tokens of one sentence in and out.
"""

from __future__ import annotations

from agents.extraction.quotes.english_row import Row
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.speaking import Spoken, Voice
from agents.records import Span


def pieces_before(g: Grammar, row: Row, one: Spoken, who: Voice, low: int) -> tuple[list[Span], str] | None:
    """Find the content that stands before an attribution, from token `low` on, and its frame."""
    behind = max(one.last, who.words[1]) + 1
    parted = row.search("parted", low, who.edge - 1)
    end = parted[0] - 1 if parted is not None else who.edge - 1
    marked = row.match("marked_before", low, end)
    if marked is not None:
        return more_marked(row, marked, behind), "quote"
    first = row.match("statement", low, end) if parted is not None and _may_follow(g, one) else None
    if first is None:
        return None
    rest = row.match("rest", behind, row.last)
    if rest is not None:
        return [first, rest], "split"
    whole = row.search("whole", first[0], end) is not None and row.match("told_on", behind, row.last) is None
    return ([first], "before") if whole else None


def _may_follow(g: Grammar, one: Spoken) -> bool:
    """Tell whether a cue may stand behind a statement without marks."""
    clause = one.clause
    if one.form.lemma in g.never_behind or clause.group.form != "finite" or clause.kind == "relative":
        return False
    return "told" in one.form.frames or ("bare" in one.form.frames and not clause.objects)


def closes(row: Row, one: Spoken) -> bool:
    """Tell whether a whole sentence without marks stands before an attribution: "..., the source added"."""
    return one.clause.kind == "main" and row.match("closed", 0, one.clause.first - 1) is not None


def more_marked(row: Row, marked: Span, behind: int) -> list[Span]:
    """Add the marked words that go on right after an attribution: «"No," she said. "Never."»"""
    more = row.match("more_marked", behind, row.last)
    return [marked, more] if more is not None else [marked]
