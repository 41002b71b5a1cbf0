"""How far a deed got, read from its verb group and clause: done, announced, hypothetical, negated.

Called by compose.py and operators.py.  What an operator verb ("threatened to") makes of a deed is decided there.
"""

from __future__ import annotations

from itertools import takewhile

from agents.extraction.parse.records import Clause
from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence
from agents.records import Status

_RIGHT_BEFORE = 3  # tokens from a negated verb to a wording that it negates
_POSSIBLE, _THOUGHT = 3, 5  # tokens before a deed's noun in which a word makes it only possible


def is_willed(s: Sentence, clause: Clause) -> bool:
    """Tell "will", "would", with which one speaks of one's own deeds."""
    return clause.group.modal in s.rules.words["willing_modals"]


def ought(s: Sentence, clause: Clause) -> bool:
    """Tell "should", "must"."""
    return clause.group.modal in s.rules.words["owing_modals"]


def conditional(s: Sentence, clause: Clause) -> bool:
    """Tell whether a clause is, or hangs on, one with "if", or one turned round: "should they break the truce"."""
    words = s.rules.words
    if clause.group.inner is not None and s.words[clause.group.first] in words["inverted_if"]:
        return True
    inside = takewhile(lambda c: c.kind not in words["whole_clauses"], (clause, *clause.above()))
    return any(c.marker in words["if"] for c in inside)


def depends(s: Sentence, clause: Clause) -> bool:
    """Tell whether a clause with "if" or "unless" hangs on a deed's clause, or holds it."""
    beside = (c.marker in s.rules.words["if"] for c in s.parsed.clauses if c.parent in (clause, *clause.above()))
    return conditional(s, clause) or any(beside)


def possible(s: Sentence, head: int) -> bool:
    """Tell whether the deed, as a noun, is only thought of: "fears of an attack"."""
    return not s.rules.words["thought"].isdisjoint(s.words[max(0, head - _THOUGHT) : head])


def of_match(s: Sentence, match: Match) -> Status | None:
    """How far a match got; what is only told with "not" ("would not hear of") is done where it is negated."""
    how = of_deed(s, match)
    unsaid = ("negated", None) if match.pattern.negated else ("hypothetical",) if match.pattern.says_no else ()
    return "done" if how in unsaid else how


def of_deed(s: Sentence, match: Match) -> Status | None:
    """The status of a deed that no operator governs; None where it is a purpose or a reason, not a step."""
    clause, head = match.clause, match.head
    if clause is None:
        return "hypothetical" if possible(s, head) else "done"
    group, words = clause.group, s.rules.words
    depends_on = conditional(s, clause)
    if s.is_negated(clause):
        return None if depends_on else "negated"
    asked = group.inner is not None and s.words[-1] == "?"
    if asked or depends_on or group.modal in words["open_modals"]:
        return "hypothetical"
    if group.form == "to":
        return _to_come(s, clause)
    if group.form == "ing" and _is_reason(s, clause):
        return None
    return "announced" if group.tense == "future" else "done"


def _to_come(s: Sentence, clause: Clause) -> Status | None:
    """ "Is to expel" announces; "was the last to leave" tells what was done; "to win support" is a purpose."""
    parent = clause.parent
    if parent is None:
        return None
    head = parent.group.head
    between = s.words[head + 1 : clause.group.first]
    if s.words[head] in s.rules.words["becoming"] and not s.rules.words["ranked"].isdisjoint(between):
        return "done"
    return "announced" if s.words[head] in s.grammar.be and not set(between) - {"to", "not", "also"} else None


def _is_reason(s: Sentence, clause: Clause) -> bool:
    """ "For helping", "of attacking", "that continuing ... was": talked about rather than told."""
    k = clause.group.first - 1
    return k >= 0 and s.letters[k] in "PSW" and s.words[k] not in s.rules.words["told_by"]
