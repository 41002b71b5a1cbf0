"""Applies what governs a deed: tense and mood first, then one operator after the other, as `operators.toml` says.

Called by compose.py.  "Threatened to impose sanctions" is a deed (sanctions) under an operator (threaten): the deed's
rule says what that is called (`under`), else the operator's own rule does.
"""

from __future__ import annotations

from agents.extraction.signals import status
from agents.extraction.signals.draft import Draft, weaker
from agents.extraction.signals.govern import operator_of
from agents.extraction.signals.match import Match
from agents.extraction.signals.public import around
from agents.extraction.signals.roles import sides
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.identity import root_actor
from agents.lexicon.roles import Operator
from agents.records import Party, Status

_FRIENDLY = (1, 2)


def read_as(s: Sentence, made: Draft, reading: str) -> None:
    """Call a draft what its rule says of a tense or mood, where it says anything."""
    found = s.rules.roles.readings[reading]
    if called := found.called(made.match.rule.under):
        made.outcome, made.status = made.match.rule.under[called], found.status


def apply_mood(s: Sentence, made: Draft) -> None:
    """Read "will" as a promise of what is good, "will not" as its refusal."""
    clause = made.match.told_in
    if clause is None:
        return
    if s.is_negated(clause):
        if not made.match.pattern.negated and status.is_willed(s, clause):
            read_as(s, made, "will_not")
    elif clause.group.tense == "future" or (clause.group.form == "to" and made.status == "announced"):
        read_as(s, made, "will")


def apply_will(s: Sentence, made: Draft) -> None:
    """Read "said it would" as "will", and force to come, or harm "if" and "unless", as a threat."""
    match, clause = made.match, made.match.told_in
    if clause is None or not made.is_plain or s.is_negated(clause) or not clause.group.modal:
        return
    if status.ought(s, clause):
        return _apply_duty(s, made)
    pledged = clause.group.modal == "would" and made.status == "hypothetical" and _speaks_for_itself(made)
    depends = status.depends(s, clause)
    harms = match.rule.type == "ASSAULT" or (depends and match.rule.quad not in _FRIENDLY)
    if harms and (pledged or clause.group.tense == "future"):
        read_as(s, made, "harm")
    if pledged and not depends and made.is_plain:
        made.status = s.rules.roles.readings["pledge"].status
        read_as(s, made, "pledge")


def _apply_duty(s: Sentence, made: Draft) -> None:
    """Read "Oman said Rome should lift" as what Oman demands of Rome."""
    if any(is_report(s, g) for g in made.match.governors):
        read_as(s, made, "ought")
        if made.reporter is not None and not made.is_plain:
            made.source, made.target = made.reporter, made.source


def _speaks_for_itself(made: Draft) -> bool:
    """Tell "Tokyo said it would" from "analysts said Tokyo would"."""
    ids = [p.actor_id for p in (made.reporter, made.source) if p is not None and p.actor_id]
    return len(ids) == 2 and root_actor(ids[0]) == root_actor(ids[1])


def is_report(s: Sentence, op: Match) -> bool:
    """Tell whether an operator only says who told it."""
    how = operator_of(s, op)
    return how is not None and how.does == "reports"


def apply(s: Sentence, made: Draft, op: Match, scene: Scene) -> bool:
    """Apply one operator.  False where nothing is left to tell."""
    how = operator_of(s, op)
    assert how is not None
    source, target = sides(s, op, scene)
    if how.does == "silences":
        return False
    if how.does == "reports" or states(s, op):
        return _report(s, made, op, source)
    if how.does == "speaks":
        _speak(s, made, op, how, source, target)
        return True
    if how.does == "denies":
        made.attributed_to, made.status = source.name if source else "", how.status or made.status
    else:
        made.weaken(_of_operator(s, op, how))
    made.source = _first(how.source, operator=source, deed=made.source)
    return True


def _of_operator(s: Sentence, op: Match, how: Operator) -> Status:
    """How far an operator that keeps the deed lets it get: its own tense and mood count too."""
    own = status.of_match(s, op) or "done"
    present = op.clause is not None and op.clause.group.tense == "present" and op.clause.group.aspect == "simple"
    return weaker(own, (how.present if present else "") or how.status or own)


def _first(names: tuple[str, ...], **parties: Party | None) -> Party | None:
    return next((found for name in names if (found := parties[name]) is not None), None)


def _report(s: Sentence, made: Draft, op: Match, source: Party | None) -> bool:
    made.attributed_to, made.reporter = source.name if source else "", source
    return status.of_match(s, op) != "negated"


def _speak(s: Sentence, made: Draft, op: Match, how: Operator, source: Party | None, target: Party | None) -> None:
    """The deed becomes what its rule calls it under the operator, else what the operator's own rule does."""
    if how.within and source is not None and target is not None and commands(s, target):
        made.source, made.status = source, how.within
        return
    special, friendly = made.match.rule.under.get(op.rule.operator), made.outcome.quad in _FRIENDLY
    if special is None and how.hostile and not friendly and op.party is None:
        made.status, made.source = how.hostile, source
        return
    made.outcome = special or op.rule
    if not how.addressed or op.party is None:
        target = _first(how.target, operator=target, doer=made.source, deed=made.target)
    made.source, made.target, made.status = source, target, status.of_match(s, op) or "hypothetical"


def commands(s: Sentence, target: Party) -> bool:
    """Tell "ordered his ministers to" from "ordered Peru to"."""
    words, named = s.rules.words, around(s, target)
    return not (named.isdisjoint(words["own"]) or named.isdisjoint(words["subordinates"]))


def states(s: Sentence, op: Match) -> bool:
    """Tell "insisted that it had gone", a statement, from "insisted that it go"."""
    if op.clause is None or s.words[op.last] != "that" or op.rule.operator not in s.rules.words["insisting"]:
        return False
    groups = [c.group for c in op.clause.children if c.kind == "that"]
    return any(group.form == "finite" and (group.tense == "past" or group.auxiliaries) for group in groups)
