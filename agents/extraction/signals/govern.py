"""Finds what an operator ("refused to", "condemned") speaks of: the deed it governs, and what it hides.

Called by passes.py between matching and drafts; what each operator does is said in `operators.toml`.  A deed is
governed where its clause hangs on the operator's as a complement; what hangs on it as a relative clause, a time or a
reason is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence
from agents.lexicon.roles import Operator

_BESIDE = frozenset({"relative", "adverbial", "reason"})


Hidden = dict[int, str]  # the identity of a match -> why it is not told


def govern(s: Sentence, found: list[Match]) -> Hidden:
    """Let each operator govern the nearest deed in its complement, and say which matches do not stand for themselves.

    What lies deeper in the complement of a judgement or demand ("condemned the decision to recognise") is
    talked about, not reported, and goes.
    """
    hidden: Hidden = {}
    _hide(hidden, _read_otherwise(s, found), "its verb has a reading that leaves no other")
    for op in found:
        how = operator_of(s, op)
        if how is not None and id(op) not in hidden:
            _hide(hidden, _hidden_by_words(s, op, how, found), f"told on the way by {op.rule.id}")
            _hide(hidden, list(_take_over(s, op, how, found)), f"{op.rule.id} speaks of it, and of something nearer")
    for m in found:
        if id(m) not in hidden and m.voice == "active":
            _hide(hidden, [other for other in found if _lies_in(s, other, m)], f"within the wording of {m.rule.id}")
    return hidden


def _hide(hidden: Hidden, matches: Iterable[Match], why: str) -> None:
    for m in matches:
        hidden.setdefault(id(m), why)


def operator_of(s: Sentence, m: Match) -> Operator | None:
    """What a match does with the deeds that it governs; None where it is a deed itself."""
    return s.rules.roles.operators.get(m.rule.operator)


def _read_otherwise(s: Sentence, found: list[Match]) -> Iterator[Match]:
    """Matches whose verb belongs to an operator that leaves no other reading: "denied", "claimed"."""
    sole = {id(m) for m in found if (how := operator_of(s, m)) is not None and how.sole}
    heads = {m.head for m in found if id(m) in sole}
    return (m for m in found if m.head in heads and id(m) not in sole)


def _hidden_by_words(s: Sentence, op: Match, how: Operator, found: list[Match]) -> Iterator[Match]:
    """Matches within the wording of an operator ("plan to" in "announced a plan to"), or in all that follows it."""
    end = op.last
    if how.hides == "rest" and op.voice == "active":
        end = next((k for k in range(op.last, len(s)) if s.letters[k] == "."), len(s))
    return (m for m in found if op.head < m.head <= end and (how.hides or operator_of(s, m) is not None))


def _take_over(s: Sentence, op: Match, how: Operator, found: list[Match]) -> Iterator[Match]:
    """Put the operator over the deeds it speaks of, and give those that it hides."""
    inside = [m for m in found if m is not op and is_inside(s, op, m)]
    nearest = min((m.head for m in inside), default=-1)
    for m in inside:
        if m.is_noun and how.near and m.head > op.last + how.near:
            yield m
        if not (m.is_noun and (how.judges or (m.rule.operator and how.absorbs))) and _is_direct(s, op, m, nearest):
            m.governors.append(op)
        elif how.absorbs:
            yield m


def _is_direct(s: Sentence, op: Match, m: Match, nearest: int) -> bool:
    """Tell the deed that an operator speaks of from one that is named on the way to another."""
    if m.clause is not None and (m.clause.parent is op.clause or m.clause.beside is not None):
        return m.clause.group.form != "to" or s.words[op.last] == "to" or (m.head == nearest and _is_near(s, op, m))
    return m.head == nearest and _is_near(s, op, m)


def _is_near(s: Sentence, op: Match, m: Match) -> bool:
    reach = s.rules.roles.reach
    return m.head - op.last <= reach.get(s.words[op.last], reach[""])


def is_inside(s: Sentence, op: Match, m: Match) -> bool:
    """Tell whether a match stands in what an operator speaks of."""
    own, clause = op.clause or s.around(op.head), m.clause or s.around(m.head)
    if m.head <= op.last or own is None or clause is None:
        return False
    if m.is_occasion:
        return False  # "agreed in talks with"
    if op.clause is None and (m.clause is own or op.head < own.group.first <= m.head):
        return False  # "the threat to the talks angered Rome"
    while clause is not own:
        beside = clause.kind in _BESIDE and clause.first != op.last  # but "the claim that they shot" is what is claimed
        if beside or s.is_aside(clause) or clause.first <= op.head or clause.parent is None:
            return False
        clause = clause.parent
    return True


def _lies_in(s: Sentence, other: Match, deed: Match) -> bool:
    """Tell what is no deed of its own: within the words of one ("stopped sending jets"), or the line that was left."""
    if s.rules.roles.matter(deed.rule.object).hides:
        return other.head > deed.last and is_inside(s, deed, other)
    return (
        not other.is_occasion
        and not deed.rule.operator
        and not deed.rule.told
        and deed.head < other.head <= deed.last
        and other.rule is not deed.rule
    )


def scope(s: Sentence, op: Match) -> int:
    """Give the last token of what an operator speaks of."""
    own = op.clause or s.around(op.head)
    if own is None:
        return len(s) - 1
    behind = [c for c in s.parsed.clauses if c.first > op.last]
    beside = [c.first - 1 for c in behind if c.kind in _BESIDE or c.beside is own or s.letters[c.first - 1] == ","]
    return min([own.last, *beside])


def chain(match: Match) -> list[Match]:
    """Give all that governs a match, the nearest first: "denied that it had refused to"."""
    found = list(match.governors)
    for governor in found:  # grows while it is read
        found.extend(g for g in governor.governors if g not in found)
    return sorted(found, key=lambda g: -g.head)
