"""Puts a deed, what governs it and who stands around it together into a draft, or gives a reason where it is no step.

Called by passes.py once it is known what governs what.
"""

from __future__ import annotations

from agents.extraction.signals import govern, naming, operators, status, told
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.match import Match
from agents.extraction.signals.public import is_adjective
from agents.extraction.signals.roles import done_by_thing, is_oneself, sides
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.identity import root_actor

_BOTH = 2  # sides
_TERM = 4  # tokens before a term in which "no" does


def draft(s: Sentence, match: Match, scene: Scene) -> Draft | str:
    """Decide what a match amounts to; where it is no step, the reason why."""
    above = govern.chain(match)
    how = status.of_match(s, match)
    if how is None and all(operators.is_report(s, g) for g in above):
        return "a purpose or a reason, not a step"
    if operators.states(s, match):
        return "a statement, not a demand"
    made = Draft(match, match.rule, "negated" if _none_of(s, match) else how or "done")
    made.source, made.target = sides(s, match, scene)
    if made.source is None and not above and done_by_thing(s, match):
        return "done by a thing"
    if why := _who_is_missing(s, match, made):
        return why
    operators.apply_mood(s, made)
    if not all(operators.apply(s, made, op, scene) for op in above):
        return "claimed, or said not to be so"
    operators.apply_will(s, made)
    return _finished(s, made, scene)


def _is_willed(s: Sentence, match: Match) -> bool:
    """Tell "will", "would" and a headline's "to" from what is so, or can be."""
    clause = match.clause
    if clause is None:
        return False
    return status.is_willed(s, clause) or clause.group.tense == "future" or status.of_match(s, match) == "announced"


def _who_is_missing(s: Sentence, match: Match, made: Draft) -> str:
    """Say which side must be told and is not; nothing where none is missing."""
    if match.rule.willed and not _is_willed(s, match):
        return "not said of what is to come"
    if match.rule.both and not all(p is not None and p.ids for p in (made.source, made.target)):
        return "only one of two is told"
    return "done to nobody" if match.rule.person and match.pattern.has_party and made.target is None else ""


def _finished(s: Sentence, made: Draft, scene: Scene) -> Draft | str:
    match = made.match
    if not match.rule.told:
        told.weigh(s, made, scene)
    elif not told.lay(s, made, scene):
        return "nobody says it of another"
    if is_oneself(s, made.target, made.source):
        made.target = None
    if match.rule.topics and made.is_plain:
        made.outcome = naming.about(s, match)
    if match.rule.abroad and _crosses_border(s, made):
        match.rule = s.rules.by_id[match.rule.abroad]
        return draft(s, match, scene)
    if made.source is None and match.rule.mutual and made.reporter is not None and made.reporter != made.target:
        made.source = made.reporter  # "Chad said its talks with Niger were over"
    _rename(s, made)
    if made.outcome.signal in s.rules.roles.telling.ahead:
        made.weaken("announced")
    return made


def _crosses_border(s: Sentence, made: Draft) -> bool:
    """Tell whether one state does it to another as such: "banned the sale of radios to Chad", not "banned Chadians"."""
    ids = [p.acts_for for p in (made.source, made.target) if p is not None]
    states = {root_actor(i) for i in ids if len(i) == 3 or i.endswith(":GOV") or i.startswith("IGO:")}
    people = made.target is not None and made.target.text.endswith("s") and is_adjective(made.target, s)
    return len(states) == _BOTH and not people


def _rename(s: Sentence, made: Draft) -> None:
    """Give a draft the name that its status and matter leave it."""
    if made.is_plain:
        made.outcome = naming.soften(s, made.match.rule, made.status)
    made.outcome = naming.refine(s, made.match, made.outcome)


def _none_of(s: Sentence, match: Match) -> bool:
    """Tell whether the object is none: "has sent no weapons", "no talks took place"."""
    if match.pattern.says_no:
        return False
    if match.term is not None and "no" in s.words[max(0, match.term[0] - _TERM) : match.term[0]]:
        return True
    last = max(match.last, match.party[0]) if match.party else match.last
    return not s.rules.words["nobody"].isdisjoint(s.words[match.head + 1 : last + 2])
