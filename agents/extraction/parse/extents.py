"""Where each clause begins and ends, and which clause hangs on which.

Called by parse.py when a sentence has been walked.  A clause ends where one begins that does not hang on it; what
stands between a subject and its verb hangs on their clause.  One pass with a stack.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.parse.records import Clause


def settle(clauses: Sequence[Clause], end: int) -> None:
    """Set `first`, `last`, `parent` and `children` of the clauses of a sentence of `end` tokens."""
    _tie_fronted(clauses)
    stack: list[Clause] = []
    inside: set[int] = set()
    for clause in sorted(clauses, key=lambda c: (c.first, -c.group.first)):
        while stack and not _holds(stack[-1], clause, inside):
            _close(stack, inside, clause.first - 1)
        if stack and clause.parent is None:
            clause.parent = stack[-1]
        stack.append(clause)
        inside.add(id(clause))
    while stack:
        _close(stack, inside, end - 1)
    for clause in clauses:
        _part(clause)
        if clause.parent is not None:
            clause.parent.children.append(clause)


def _part(clause: Clause) -> None:
    """Let no clause hang on one that hangs on it, as a walk through a heap of words may leave them."""
    hanging = {id(clause)}
    above = clause
    while above.parent is not None and id(above.parent) not in hanging:
        above = above.parent
        hanging.add(id(above))
    above.parent = None


def _tie_fronted(clauses: Sequence[Clause]) -> None:
    """Hang "When he came, they left" on the clause that follows."""
    following: Clause | None = None
    for clause in reversed(clauses):
        if clause.kind in ("adverbial", "reason") and clause.parent is None:
            clause.parent = following
        elif clause.kind == "main":
            following = clause


def _holds(outer: Clause, clause: Clause, inside: set[int]) -> bool:
    """Tell whether a clause lies in one that is still open."""
    if clause.first <= outer.group.last:
        return True
    return clause.parent is outer or (
        clause.parent is not None and id(clause.parent) not in inside and clause.parent.first > clause.first
    )


def _close(stack: list[Clause], inside: set[int], last: int) -> None:
    clause = stack.pop()
    inside.discard(id(clause))
    if stack and clause.first < stack[-1].group.first:
        last = min(last, stack[-1].group.first - 1)
    clause.last = max(last, clause.group.last)
