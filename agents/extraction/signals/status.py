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


def _of_noun(s: Sentence, head: int) -> Status:
    """How far a deed told by a noun or a phrase got: "any attack", "is feared", "is not true that", "may be ready"."""
    chunk = s.chunk(head)
    verbs = [c.group.head for c in s.parsed.clauses if chunk is not None and c.subject is chunk]
    near = [*s.words[chunk.first if chunk is not None else head : head], *(s.words[k] for k in verbs)]
    made = next((s.rules.roles.nouns[word] for word in near if word in s.rules.roles.nouns), None)
    clause = s.around(head)
    if made is not None or clause is None or s.tags[head][0] != "J" or s.words[clause.group.head] not in s.grammar.be:
        return made or "done"
    if not s.grammar.negations.isdisjoint(s.words[clause.group.first : head]):
        return "negated"
    return "hypothetical" if _is_open(s, clause) else "done"


def of_match(s: Sentence, match: Match) -> Status | None:
    """How far a match got; what is only told with "not" ("would not hear of") is done where it is negated."""
    how = of_deed(s, match)
    unsaid = ("negated", None) if match.pattern.negated else ("hypothetical",) if match.pattern.says_no else ()
    return "done" if how in unsaid else how


def of_deed(s: Sentence, match: Match) -> Status | None:
    """The status of a deed that no operator governs; None where it is a purpose or a reason, not a step."""
    clause, head = match.told_in, match.head
    noun = _of_noun(s, head) if match.is_noun else "done"
    if clause is None or noun != "done":
        return noun
    group = clause.group
    depends_on = conditional(s, clause)
    if s.is_negated(clause):
        return None if depends_on else "negated"
    asked = s.words[-1] == "?" and clause.kind != "relative"
    if asked or depends_on or _is_open(s, clause):
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
    if s.words[head] not in s.grammar.be or set(between) - {"to", "not", "also"}:
        return None
    aimed = parent.subject is not None and s.words[parent.subject.head] in s.rules.words["aims"]
    return "hypothetical" if aimed else "announced"


def _is_open(s: Sentence, clause: Clause) -> bool:
    """Tell what may be: "could expel", and what hangs on it: "could help to expel", "could say that it has"."""
    words, above = s.rules.words, clause
    while above.kind in words["complements"] and above.parent is not None:
        if above.group.modal in words["open_modals"]:
            return True
        above = above.parent
    return above.group.modal in words["open_modals"]


def _is_reason(s: Sentence, clause: Clause) -> bool:
    """ "For helping", "of attacking", "that continuing ... was": talked about rather than told."""
    k = clause.group.first - 1
    return k >= 0 and s.letters[k] in "PSW" and s.words[k] not in s.rules.words["told_by"]
