"""Tells what a sentence tells on the way from what is its news: clauses of time and reason, dates, known things.

Called by choose.py and, for reasons, by compose.py.  What it finds stays a signal; its confidence falls below what
raises an alert.
"""

from __future__ import annotations

from agents.extraction.signals import operators
from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence

_KEPT_BY = 2  # tokens around the first word in which "remains" stands
_PREDICATE = 20  # tokens from a noun within which its verb comes
_NEAR = 14  # tokens on each side of the deed in which its date stands


def on_the_way(s: Sentence, match: Match, *, ahead: bool = False) -> bool:
    """Tell whether a deed is only recalled: "after it cut off aid", "restored ties in July", "over the refusal to".

    What is `ahead` is dated by a day to come: "will visit in July".
    """
    outer = _outermost(s, match)
    if outer.clause is None:
        return any(told(s, outer) for told in (_is_known_thing, _still_holds, _is_undone)) or _is_dated(s, outer.head)
    if s.words[match.head] in s.rules.roles.matter(match.rule.object).known:
        return True
    if s.letters[outer.head] == "B" and _still_holds(s, outer):
        return True
    return _hangs_on(s, outer) or (not ahead and _is_dated(s, outer.head))


def _hangs_on(s: Sentence, match: Match) -> bool:
    """Tell whether a deed's clause hangs on another by time, reason or a relative word."""
    clause, opens = match.clause, s.rules.words["opening_background"]
    if clause is None:
        return False
    if clause.kind == "relative" or (clause.kind in ("adverbial", "reason") and clause.marker in opens):
        return True
    before = s.words[clause.group.first - 1] if clause.group.first else ""
    return clause.group.form == "ing" and before in opens


def given_as_reason(s: Sentence, match: Match) -> bool:
    """Tell whether a deed is named only as the reason of another: "citing Moscow's refusal to end the war"."""
    outer = _outermost(s, match)
    return outer.is_noun and _is_reason(s, outer)


def _outermost(s: Sentence, match: Match) -> Match:
    return min([match, *(g for g in match.governors if not operators.is_report(s, g))], key=lambda m: m.head)


def _phrase_start(s: Sentence, match: Match) -> int:
    begin = match.first
    while begin > 0 and s.letters[begin - 1] in "XEGQA#'":
        begin -= 1
    return begin


def _is_known_thing(s: Sentence, match: Match) -> bool:
    """Tell "the call between", "over the refusal to" from a deed that its noun brings as news."""
    begin = _phrase_start(s, match)
    if not s.rules.words["known"].isdisjoint(s.words[max(0, begin - 1) : begin + 1]):
        return not s.is_title
    return _is_reason(s, match) or (begin > 0 and s.words[begin - 1] in s.rules.words["reason"])


def _is_reason(s: Sentence, match: Match) -> bool:
    """Tell "because of X's refusal to", "over what he called X's refusal to": why somebody else did what is told."""
    begin = _phrase_start(s, match)
    if begin and s.letters[begin - 1] == "D":  # "citing its refusal"
        begin -= 1
    before = s.words[max(0, begin - 2) : begin]
    if len(before) < 2:
        return False
    moved = before[-1] == "by" and before[0].endswith("ed") and bool(match.rule.operator)
    so_called = "called" in s.words[begin - 1 : begin + 1] and "what" in s.words[max(0, begin - 3) : begin]
    return moved or so_called or " ".join(before) in s.rules.words["why"] or before[-1] in s.rules.words["why"]


def _still_holds(s: Sentence, match: Match) -> bool:
    """Tell "remains open to talks", "is still ready" from a door that opens."""
    before = s.words[max(0, match.first - _KEPT_BY) : match.first + _KEPT_BY]
    return not s.rules.words["still"].isdisjoint(before)


def _is_undone(s: Sentence, match: Match) -> bool:
    """Tell "a meeting between A and B was no longer thought necessary" from a meeting."""
    behind = range(match.last + 1, min(len(s), match.last + _PREDICATE))
    return any(s.letters[k] == "N" or s.words[k] == "longer" for k in behind)


def _is_dated(s: Sentence, head: int) -> bool:
    """Tell whether a date well before the day of the news stands by: "in July", "last month"."""
    words = s.rules.words
    begin, end = head, head
    while begin > max(0, head - _NEAR) and s.letters[begin - 1] not in ".,C":
        begin -= 1
    while (
        end < min(len(s) - 1, head + _NEAR) and s.letters[end] not in ".,CS" and s.words[end] not in words["other_date"]
    ):
        end += 1
    return any(s.letters[k + 1] == "Z" and _is_past(s, k) for k in range(begin, end))


def _is_past(s: Sentence, k: int) -> bool:
    """Tell "last month" and "in July"; "may" and "march" are too often no months."""
    words, small, time = s.rules.words, s.words[k], s.words[k + 1]
    if small in words["passed"] and time in words["spans"]:
        return True
    return small in words["since"] and time in s.grammar.months and time not in words["no_month"]
