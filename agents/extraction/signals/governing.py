"""Finds what an operator ("refused to", "condemned") speaks of: the deed it governs, and what it hides.

Called by passes.py between triggers and drafts.
"""

from __future__ import annotations

from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match

_REACH = {"to": 4, "of": 7, "from": 7}  # tokens from an operator to its deed, by the operator's last word
_ABSORBING = frozenset({"criticise", "praise", "demand", "ask", "accuse", "refuse", "threaten", "promise", "claim"})

_JUDGING = frozenset({"criticise", "praise", "accuse"})  # these speak of a deed's noun without changing it


def govern(s: Sentence, found: list[Match]) -> list[Match]:
    """Let each operator govern the nearest deed in its complement, and give back what still stands for itself.

    What lies deeper in the complement of a judgement or demand ("condemned the decision to recognise") is
    talked about, not reported, and goes.
    """
    denied = {m.head for m in found if m.rule.operator in ("deny", "claim")}
    hidden = {id(m) for m in found if m.head in denied and m.rule.operator not in ("deny", "claim")}
    for op in (m for m in found if m.rule.operator):
        if id(op) in hidden:
            continue
        if (
            op.rule.operator == "claim" and op.voice == "active"
        ):  # "claimed the attack, which killed ten": what it did is told on the way
            hidden.update(id(m) for m in found if m.head > op.last and "." not in s.tags[op.last : m.head])
        if op.rule.operator == "deny":  # "rejected accusations that": what is denied is no accusation of theirs
            hidden.update(id(m) for m in found if op.head < m.head <= op.last)
        last = scope(s, op)
        inside = [m for m in found if op.last < m.head <= last]
        nearest = min((m.head for m in inside), default=-1)
        direct = nearest - op.last <= _REACH.get(s.words[op.last], 9)
        for m in inside:
            noun = m.voice in ("nominal", "name")
            judged = noun and op.rule.operator in _JUDGING
            if noun and op.rule.operator == "deny" and m.head > op.last + 4:
                hidden.add(id(m))  # "denied that it stood in the way of talks"
            if not judged and m.head == nearest and direct and not (m.rule.operator and m.voice in ("nominal", "name")):
                m.governors.append(op)
            elif op.rule.operator in _ABSORBING:
                hidden.add(id(m))
    for turn in (m for m in found if m.rule.object == "policy" and m.voice == "active"):
        last = scope(s, turn)
        hidden.update(id(m) for m in found if turn.last < m.head <= last)  # the line that was left
    for deed in (m for m in found if m.voice == "active" and not m.rule.operator and id(m) not in hidden):
        # "stopped sending jets" holds no second deed
        hidden.update(id(m) for m in found if deed.head < m.head <= deed.last and m.rule is not deed.rule)
    return [m for m in found if id(m) not in hidden]


def scope(s: Sentence, op: Match) -> int:
    """Give the last token of what an operator speaks of."""
    for k in range(op.last + 1, min(len(s), op.last + 24)):
        if s.tags[k] in ".S" and s.words[k] not in ("as", "whether"):
            return k
        if s.words[k] in ("after", "who", "which") or (s.tags[k] == "," and k + 1 < len(s) and s.tags[k + 1] in "SWCG"):
            return k
        if s.tags[k] == "C" and k + 1 < len(s) and s.tags[k + 1] in "VQBMH":
            return k
        if s.tags[k] == "," and "," not in s.tags[op.last : k] and _is_finite(s, k + 1):
            return k  # "Peru, which backed the plan, expelled"; a second comma would close an aside
    return min(len(s), op.last + 24)


def _is_finite(s: Sentence, k: int) -> bool:
    return k < len(s) and (s.tags[k] in "VBMH" or "d" in s.kinds(k))


def chain(match: Match) -> list[Match]:
    """Give all that governs a match, the nearest first: "denied that it had refused to"."""
    found: list[Match] = []
    waiting = list(match.governors)
    while waiting:
        governor = waiting.pop(0)
        if governor not in found:
            found.append(governor)
            waiting.extend(governor.governors)
    return sorted(found, key=lambda g: -g.head)
