"""Tells what a sentence tells on the way from what is its news: clauses of time and reason, dates, known things.

Called by choose.py and, for reasons, by compose.py.  What it finds stays a signal; its confidence falls below what
raises an alert.
"""

from __future__ import annotations

from agents.extraction.signals import clauses
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match

_OPENS = frozenset({"after", "before", "since", "because", "when", "until", "who", "which", "whom", "where", "that"})
_REASONS = frozenset({"over", "amid", "despite", "citing", "after", "since", "following"})
_WHY = frozenset({("because", "of"), ("due", "to"), ("owing", "to")})
_PASSED = frozenset({"last", "earlier", "previous", "past"})
_SPANS = frozenset({"week", "weeks", "month", "months", "year", "years"})
_OTHER_PHRASE = frozenset({"over", "for", "that", "which"})  # a date behind these dates something else
_KEPT = frozenset({"remain", "remains", "remained", "remaining", "stays", "stayed", "still", "always"})
_KEPT_BY = 2  # tokens around the first word in which "remains" stands
_PREDICATE = 20  # tokens from a noun within which its verb comes
_NEAR = 14  # tokens on each side of the deed in which its date stands


def on_the_way(s: Sentence, match: Match, *, ahead: bool = False) -> bool:
    """Tell whether a deed is only recalled: "after it cut off aid", "restored ties in July", "over the refusal to".

    What is `ahead` is dated by a day to come: "will visit in July".
    """
    outer = _outermost(match)
    if outer.voice in ("nominal", "name"):
        return any(told(s, outer) for told in (_is_known_thing, _still_holds, _is_undone)) or _is_dated(s, outer.head)
    if match.rule.object == "force" and s.words[match.head] in ("is", "are"):
        return True  # "is responsible for the massacres" says what is known of them
    if s.tags[outer.head] == "B" and _still_holds(s, outer):
        return True
    return _opens_with(s, outer.head) or (not ahead and _is_dated(s, outer.head))


def _opens_with(s: Sentence, head: int) -> bool:
    """Tell whether the clause of the verb at `head` hangs on another by time, reason or a relative word."""
    phrase = clauses.subject(s, head)
    begin = phrase[0] if phrase is not None and phrase[0] < head else clauses.group_start(s, head)
    before = begin - 1
    while before >= 0 and s.tags[before] in 'AD"':
        before -= 1
    if before < 0 or s.words[before] not in _OPENS:
        return clauses.group_start(s, head) > 0 and s.words[clauses.group_start(s, head) - 1] in ("who", "which")
    return s.words[before] != "that" or (before > 0 and s.tags[before - 1] in "XE")


def given_as_reason(s: Sentence, match: Match) -> bool:
    """Tell whether a deed is named only as the reason of another: "citing Moscow's refusal to end the war"."""
    outer = _outermost(match)
    return outer.voice in ("nominal", "name") and _is_reason(s, outer)


def _outermost(match: Match) -> Match:
    return min([match, *(g for g in match.governors if g.rule.operator != "report")], key=lambda m: m.head)


def _phrase_start(s: Sentence, match: Match) -> int:
    begin = match.first
    while begin > 0 and s.tags[begin - 1] in "XEGQA#'":
        begin -= 1
    return begin


def _is_known_thing(s: Sentence, match: Match) -> bool:
    """Tell "the call between", "over the refusal to" from a deed that its noun brings as news."""
    begin = _phrase_start(s, match)
    if s.words[begin] in ("the", "that", "this") or s.words[begin - 1] in ("the", "that", "this"):
        return not s.is_title
    if _is_reason(s, match):
        return True
    return begin > 0 and s.words[begin - 1] in _REASONS


def _is_reason(s: Sentence, match: Match) -> bool:
    """Tell "because of X's refusal to", "over what he called X's refusal to": why somebody else did what is told."""
    begin = _phrase_start(s, match)
    if begin and s.tags[begin - 1] == "D":  # "citing its refusal"
        begin -= 1
    before = s.words[max(0, begin - 2) : begin]
    if len(before) < 2:
        return False
    moved = before[-1] == "by" and before[0].endswith("ed") and bool(match.rule.operator)
    so_called = "called" in s.words[begin - 1 : begin + 1] and "what" in s.words[max(0, begin - 3) : begin]
    return moved or so_called or tuple(before) in _WHY or before[-1] == "citing"


def _still_holds(s: Sentence, match: Match) -> bool:
    """Tell "remains open to talks", "is still ready" from a door that opens."""
    before = s.words[max(0, match.first - _KEPT_BY) : match.first + _KEPT_BY]
    return not _KEPT.isdisjoint(before)


def _is_undone(s: Sentence, match: Match) -> bool:
    """Tell "a meeting between A and B was no longer thought necessary" from a meeting."""
    behind = range(match.last + 1, min(len(s), match.last + _PREDICATE))
    return any(s.tags[k] == "N" or s.words[k] == "longer" for k in behind)


def _is_dated(s: Sentence, head: int) -> bool:
    """Tell whether a date well before the day of the news stands by: "in July", "last month"."""
    begin, end = head, head
    while begin > max(0, head - _NEAR) and s.tags[begin - 1] not in ".,C":
        begin -= 1
    while end < min(len(s) - 1, head + _NEAR) and s.tags[end] not in ".,CS" and s.words[end] not in _OTHER_PHRASE:
        end += 1
    for k in range(begin, end):
        if s.tags[k + 1] != "Z":
            continue
        if s.words[k] in _PASSED and s.words[k + 1] in _SPANS:
            return True
        if s.words[k] in ("in", "since") and s.words[k + 1] in _MONTHS:
            return True
    return False


_MONTHS = frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
