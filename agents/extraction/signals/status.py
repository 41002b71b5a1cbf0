"""How far a deed got, read from its verb group and clause: done, announced, hypothetical, negated, historical.

Called by compose.py and operators.py.  What an operator verb ("threatened to") makes of a deed is decided there.
"""

from __future__ import annotations

from itertools import pairwise

from agents.extraction.parse.records import Clause
from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence
from agents.records import Status

_RECENT = 2022  # a year before it dates background; the reader knows no clock
_EARLIEST = 1500
_AHEAD, _BEHIND = 12, 16  # tokens before and behind a verb in which its date stands
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
    for above in (clause, *clause.above()):
        if above.kind != "main" and above.marker in words["if"] and not _even(s, above):
            return True
        if above.kind in ("main", "that", "relative"):
            return False
    return False


def _even(s: Sentence, clause: Clause) -> bool:
    """Tell "even if", "as if", behind which a deed is told."""
    return clause.first > 0 and s.words[clause.first - 1] in ("even", "as")


def depends(s: Sentence, match: Match) -> bool:
    """Tell whether a clause with "if" or "unless" hangs on a deed, or holds it."""
    clause = match.clause
    if clause is None:
        return False
    main = [clause, *clause.above()]
    return conditional(s, clause) or any(
        c.marker in ("if", "unless") and (c.parent is None or c.parent in main) for c in s.parsed.clauses
    )


def pluperfect(clause: Clause) -> bool:
    """Tell whether a verb is told as past of the past: "had refused"."""
    return clause.group.tense == "past" and clause.group.aspect.startswith("perfect")


def historical(s: Sentence, head: int) -> bool:
    """Tell whether the clause looks back: "in 1994", "three years ago", "last met", "every time he spoke"."""
    words, first, end = s.rules.words, max(0, head - _AHEAD), head + _BEHIND
    if s.words[head - 1] == "last" or not words["history"].isdisjoint(s.words[first:end]):
        return True
    if _has_pair(s.words, words["habit"]) or _has_pair(s.words[first:end], words["long_ago"]):
        return True
    return any(_is_old_year(s, k) for k in range(first, min(len(s), end)))


def _has_pair(words: list[str], pairs: frozenset[str]) -> bool:
    return any(f"{a} {b}" in pairs for a, b in pairwise(words))


def _is_old_year(s: Sentence, k: int) -> bool:
    """Tell whether a number stands where a year stands, after "in" or a month, and is well past."""
    word = s.words[k]
    if not k or len(word) != 4 or not word.isdigit() or not _EARLIEST < int(word) < _RECENT:
        return False
    return s.words[k - 1] in s.rules.words["dating"] or s.letters[k - 1] == "Z" or _is_day(s, k)


def _is_day(s: Sentence, k: int) -> bool:
    """Tell "December 4, 2018"."""
    return k > 2 and s.words[k - 1] == "," and s.words[k - 3] in s.grammar.months


def possible(s: Sentence, head: int) -> bool:
    """Tell whether the deed, as a noun, is only thought of: "a possible attack", "fears of an attack"."""
    words = s.rules.words
    near, far = s.words[max(0, head - _POSSIBLE) : head], s.words[max(0, head - _THOUGHT) : head]
    return not words["possibility"].isdisjoint(near) or not words["thought"].isdisjoint(far)


def of_match(s: Sentence, match: Match) -> Status | None:
    """How far a match got; what is only told with "not" ("would not hear of") is done where it is negated."""
    how = of_deed(s, match)
    if match.voice == "name" and how == "done" and _is_said_not(s, match.head):
        return "negated"  # "not ready to"
    if how == "hypothetical" and match.pattern.says_no and match.clause is not None and is_willed(s, match.clause):
        return "done"  # "would have none of it"
    return "done" if match.pattern.negated and how in ("negated", None) else how


def _is_said_not(s: Sentence, i: int) -> bool:
    """Tell whether the verb right before a wording is negated."""
    clause = s.around(i)
    return clause is not None and s.is_negated(clause) and 0 < i - clause.group.last <= _RIGHT_BEFORE


def of_deed(s: Sentence, match: Match) -> Status | None:  # noqa: PLR0911 - one answer for each form
    """The status of a deed that no operator governs; None where it is a purpose or a reason, not a step."""
    clause, head = match.clause, match.head
    if clause is None:
        return "hypothetical" if possible(s, head) else "historical" if historical(s, head) else "done"
    group = clause.group
    if group.inner is not None and s.words[-1] == "?":
        return "hypothetical"
    if s.is_negated(clause):
        return None if conditional(s, clause) else "negated"
    if group.modal in s.rules.words["open_modals"] or ought(s, clause) or conditional(s, clause):
        return "hypothetical"
    if group.tense == "future":
        return "announced"
    if group.form == "to":
        return _to_come(s, clause)
    if group.form == "ing" and _is_reason(s, clause):
        return None
    return "historical" if historical(s, head) else "done"


def _to_come(s: Sentence, clause: Clause) -> Status | None:
    """ "Is to expel" announces; "was the last to leave" tells what was done; "to win support" is a purpose."""
    parent = clause.parent
    if parent is None:
        return "announced" if s.is_title else None
    head = parent.group.head
    between = s.words[head + 1 : clause.group.first]
    if s.words[head] in s.rules.words["becoming"] and not s.rules.words["ranked"].isdisjoint(between):
        return "done"
    return "announced" if s.words[head] in s.grammar.be and not set(between) - {"to", "not", "also"} else None


def _is_reason(s: Sentence, clause: Clause) -> bool:
    """ "For helping", "of attacking", "that continuing ... was": talked about rather than told."""
    k = clause.group.first - 1
    return k >= 0 and s.letters[k] in "PSW" and s.words[k] not in s.rules.words["told_by"]
