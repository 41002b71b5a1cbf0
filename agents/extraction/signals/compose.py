"""Puts a deed, what governs it and who stands around it together into a draft, or gives a reason where it is no step.

Called by passes.py once it is known what governs what.
"""

from __future__ import annotations

from agents.extraction.signals import govern, naming, operators, status, stretches
from agents.extraction.signals.background import given_as_reason
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.match import Match
from agents.extraction.signals.public import is_adjective
from agents.extraction.signals.roles import done_by_thing, sides
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.identity import root_actor

_OBJECT = 6  # tokens behind a verb in which "nothing" or "no" undoes its object
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
    _recall(s, made, scene)
    if match.voice == "active" and made.source is None and not above and done_by_thing(s, match):
        return "done by a thing"
    if match.rule.person and match.pattern.has_party and made.target is None:
        return "done to nobody"
    operators.apply_mood(s, made)
    if not all(operators.apply(s, made, op, scene) for op in above):
        return "claimed, or said not to be so"
    operators.apply_will(s, made)
    return _finished(s, made, above, scene)


def _finished(s: Sentence, made: Draft, above: list[Match], scene: Scene) -> Draft | str:
    match = made.match
    if match.rule.topics and made.is_plain:
        made.outcome = naming.about(s, match)
    if not made.outcome.signal or not made.outcome.type:
        return "it only governs other deeds"
    if match.rule.abroad and _crosses_border(s, made):
        match.rule = s.rules.abroad[match.rule.id]
        return draft(s, match, scene)
    if made.status == "done" and (_looks_back(s, match, above) or given_as_reason(s, match)):
        made.status = "historical"
    _rename(s, made)
    return made


def _crosses_border(s: Sentence, made: Draft) -> bool:
    """Tell whether one state does it to another as such: "banned the sale of radios to Chad", not "banned Chadians"."""
    ids = [p.actor_id for p in (made.source, made.target) if p is not None and p.actor_id]
    if len(ids) < 2 or made.target is None or root_actor(ids[0]) == root_actor(ids[1]):
        return False
    people = is_adjective(made.target, s) and made.target.text.endswith("s")
    states = [i for i in ids if len(i) == 3 or i.endswith(":GOV") or i.startswith("IGO:")]
    return len(states) == len(ids) and not people


def _rename(s: Sentence, made: Draft) -> None:
    """Give a draft the name and status that time and matter leave it."""
    past = s.rules.words["past_states"]
    if any(p is not None and (p.actor_id or "")[:3] in past for p in (made.source, made.target)):
        made.status = "historical"
    if made.is_plain:
        made.outcome = naming.soften(s, made.match.rule, made.status)
    made.outcome = naming.refine(s, made.match, made.outcome)


def _looks_back(s: Sentence, match: Match, above: list[Match]) -> bool:
    """Tell whether "had" sets the deed before what the text tells; "said it had agreed" is only how one reports."""
    outer = above[-1] if above else match
    if outer.clause is None or not status.pluperfect(outer.clause):
        return False
    if outer.clause.kind == "that" and outer is match:
        return False  # "regretted that it had": only how one tells
    if outer is match or operators.is_report(s, outer):
        return True
    reporting = s.rules.words["reporting"]
    heads = (c.group.head for c in s.parsed.clauses if c.group.head < outer.head)
    return not any(f.lemma in reporting for k in heads for f in s.forms(k))


def _recall(s: Sentence, made: Draft, scene: Scene) -> None:
    """Give "the summit" the other side it had when it was named before, and remember it for later."""
    rule, source, term = made.match.rule, made.source, made.match.term
    if not rule.mutual or source is None or source.actor_id is None:
        return
    key = rule.object, root_actor(source.actor_id)
    if made.target is not None and made.target.actor_id is not None:
        scene.counterparts[key] = made.target
        scene.counterparts[rule.object, root_actor(made.target.actor_id)] = source
    elif made.target is None and term is not None and s.words[term[0] - 1] in s.rules.words["known"]:
        made.target = scene.counterparts.get(key)


def _none_of(s: Sentence, match: Match) -> bool:
    """Tell whether the object or the subject is none: "has sent no weapons", "no talks took place"."""
    nobody = s.rules.words["nobody"]
    if nobody.isdisjoint(s.words) or match.pattern.says_no:
        return False
    doer = stretches.subject(s, match.head) if match.voice == "active" else None
    if doer is not None and not nobody.isdisjoint(s.words[max(0, doer[0] - 1) : doer[0] + 1]):
        return True
    behind = s.words[match.head + 1 : match.head + _OBJECT]
    if "nothing" in behind or "nobody" in behind or "no" in s.words[match.head + 1 : match.last + 1]:
        return True
    if match.term is not None:
        return "no" in s.words[max(0, match.term[0] - _TERM) : match.term[0]] and s.words[match.head - 1] != "no"
    return match.party is not None and s.words[match.party[0]] in nobody
