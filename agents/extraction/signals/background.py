"""Tells what a sentence tells on the way from what is its news: clauses of time and reason, known things.

Called by choose.py.  What it finds stays a signal; its confidence falls below what raises an alert.
"""

from __future__ import annotations

from agents.extraction.signals.match import Match
from agents.extraction.signals.operators import is_report
from agents.extraction.signals.sentence import Sentence

_PREDICATE = 20  # tokens from a noun within which its verb comes


def on_the_way(s: Sentence, match: Match, *, known: bool = False) -> bool:
    """Tell whether a deed is only recalled: "after it cut off aid", "the call between", "who had freed them".

    What a `known` actor does is the news of a headline: "Three dead after Chad shells Diffa".
    """
    outer = min([match, *(g for g in match.governors if not is_report(s, g))], key=lambda m: m.head)
    clause, opens = outer.told_in, s.rules.words["opening_background"]
    if clause is None:
        return _is_known_thing(s, outer) or "N" in s.letters[outer.last + 1 : outer.last + _PREDICATE]
    if s.words[match.head] in s.rules.roles.matter(match.rule.object).known or clause.kind == "relative":
        return True
    if known and s.is_title and clause.group.tense == "present":
        return False
    return s.is_aside(clause) or (clause.kind in ("adverbial", "reason") and clause.marker in opens)


def _is_known_thing(s: Sentence, match: Match) -> bool:
    """Tell "the call between", "over the refusal to" from a deed that its noun brings as news."""
    begin = match.first
    while begin > 0 and s.letters[begin - 1] in "XEGQA#'":
        begin -= 1
    if not s.rules.words["known"].isdisjoint(s.words[max(0, begin - 1) : begin + 1]):
        return not s.is_title
    return begin > 0 and s.words[begin - 1] in s.rules.words["reason"]
