"""Puts a deed, what governs it and who stands around it together into a signal.

Called by passes.py.  "Threatened to impose sanctions" is a deed (sanctions) under an operator (threaten):
the deed's rule says what that is called, else the operator's own rule does.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.extraction.signals import clauses, governing, naming, status
from agents.extraction.signals.background import given_as_reason
from agents.extraction.signals.parties import Scene, is_adjective
from agents.extraction.signals.places import place_of
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.sides import done_by_thing, sides
from agents.extraction.signals.triggers import Match, is_negated
from agents.identity import finding_id, root_actor
from agents.lexicon.outcomes import Outcome
from agents.records import Party, Signal, Status

_LEAVES: dict[str, Status] = {"consider": "hypothetical", "want": "hypothetical", "fail": "negated"}
_NO_WORDS = {"no", "none", "nothing", "not"}  # "would have none of it" is a refusal made, not one denied
_NOBODY = frozenset({"neither", "nobody", "none", "no"})
_WILL_NOT = ("will", "won't", "would", "wouldn't", "'ll", "shall")


@dataclass(slots=True)
class Draft:
    """A signal in the making, with what is needed to choose between several."""

    match: Match
    outcome: Outcome
    status: Status
    source: Party | None = None
    target: Party | None = None
    attributed_to: str = ""
    reporter: Party | None = None
    confidence: float = 0.9


def draft(s: Sentence, match: Match, scene: Scene) -> Draft | None:  # noqa: PLR0911 - each return is a reason for silence
    """Decide what a match amounts to; None where it is no step at all."""
    above = governing.chain(match)
    if s.tags[match.head] == "G" and match.head and s.tags[match.head - 1] == "W":
        return None  # "that continuing the dialogue was pointless"
    how = _how(s, match)
    if how == "hypothetical" and "none" in match.pattern.text and status.group(s, match.head).modal == "would":
        how = "done"
    if how is None and all(g.rule.operator == "report" for g in above):
        return None
    if any(g.rule.operator == "claim" for g in above) or _states(s, match):
        return None
    made = Draft(match, match.rule, "negated" if _none_of(s, match) else how or "done")
    made.source, made.target = sides(s, match, scene)
    _recall(s, made, scene)
    if match.voice == "active" and made.source is None and not above and done_by_thing(s, match):
        return None
    if match.rule.person and match.pattern.has_party and made.target is None:
        return None
    _modal(s, made, match)
    for op in above:
        if not _under(s, made, op, scene):
            return None
    _will(s, made)
    if match.rule.topics and made.outcome is match.rule:
        made.outcome = naming.about(s, match)
    if not made.outcome.signal or not made.outcome.type:
        return None
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


def _how(s: Sentence, match: Match) -> Status | None:
    """Give how far a deed got; what is only told with "not" ("would not hear of") is done where it is negated."""
    how = status.of_deed(s, match.head, noun=match.voice in ("nominal", "name"))
    if match.voice == "name" and how == "done" and is_negated(s, match.head):
        return "negated"  # "not ready to"
    return "done" if match.pattern.negated and how in ("negated", None) else how


def _rename(s: Sentence, made: Draft) -> None:
    """Give a draft the name and status that time and matter leave it."""
    match, past = made.match, s.rules.words["past_states"]
    if any(p is not None and (p.actor_id or "")[:3] in past for p in (made.source, made.target)):
        made.status = "historical"
    if made.outcome is match.rule:
        made.outcome = naming.soften(match.rule, made.status)
    made.outcome = naming.refine(s, match, made.outcome)


def _looks_back(s: Sentence, match: Match, above: list[Match]) -> bool:
    """Tell whether "had" sets the deed before what the text tells; "said it had agreed" is only how one reports."""
    outer = above[-1] if above else match
    if outer.voice in ("nominal", "name") or not status.pluperfect(s, outer.head):
        return False
    return (
        outer.head == match.head
        or outer.rule.operator == "report"
        or not any(_reports(s, k) for k in range(outer.head))
    )


def _lacks_subject(s: Sentence, match: Match) -> bool:
    return match.voice == "active" and clauses.subject(s, match.head) is None


def _reports(s: Sentence, k: int) -> bool:
    return s.tags[k] in "VQG" and any(f.lemma in ("say", "tell", "report", "add", "announce") for f in s.forms(k))


def _states(s: Sentence, op: Match) -> bool:
    """Tell "insisted that it had gone", a statement, from "insisted that it go"."""
    if op.rule.operator != "demand" or s.words[op.last] != "that":
        return False
    first = next((tag for tag in s.tags[op.last + 1 :] if tag in "VQBHM"), "V")
    return first in "QBH"


def _recall(s: Sentence, made: Draft, scene: Scene) -> None:
    """Give "the summit" the other side it had when it was named before, and remember it for later."""
    rule, source = made.match.rule, made.source
    if not rule.mutual or source is None or source.actor_id is None:
        return
    key = rule.object, root_actor(source.actor_id)
    if (
        made.target is None
        and made.match.term is not None
        and s.words[made.match.term[0] - 1] in ("the", "this", "that")
    ):
        made.target = scene.counterparts.get(key)
    elif made.target is not None and made.target.actor_id is not None:
        scene.counterparts[key] = made.target
        scene.counterparts[rule.object, root_actor(made.target.actor_id)] = source


def _none_of(s: Sentence, match: Match) -> bool:
    """Tell whether the object or the subject is none: "has sent no weapons", "no talks took place"."""
    if set(match.pattern.text.replace("|", " ").split()) & _NO_WORDS:
        return False
    nobody = match.voice == "active" and not _NOBODY.isdisjoint(s.words)
    doer = clauses.subject(s, match.head) if nobody else None
    if doer is not None and not _NOBODY.isdisjoint(s.words[max(0, doer[0] - 1) : doer[0] + 1]):
        return True
    after = s.words[match.head + 1 : match.head + 6]
    if (
        "nothing" in after
        or "nobody" in after
        or ("no" in s.words[match.head + 1 : match.last + 1] and " no" not in match.pattern.text)
    ):
        return True
    if match.term is not None:
        return "no" in s.words[max(0, match.term[0] - 4) : match.term[0]] and "no" not in s.words[: match.head][-1:]
    return match.party is not None and s.words[match.party[0]] in ("no", "nobody", "nothing", "none")


def _modal(s: Sentence, made: Draft, match: Match) -> None:
    """Read "will" as a promise of what is good and "will not" as its refusal."""
    if match.voice in ("nominal", "name"):
        return
    words = status.group(s, match.head)
    rule = match.rule
    if words.negated and not match.pattern.negated and words.modal in _WILL_NOT and "refuse" in rule.under:
        made.outcome, made.status = rule.under["refuse"], "done"
    elif (
        (words.future or (words.infinitive and made.status == "announced"))
        and not words.negated
        and "will" in rule.under
    ):
        made.outcome, made.status = rule.under["will"], "announced"
    elif (
        words.ought
        and not words.negated
        and "demand" in rule.under
        and any(g.rule.operator == "report" for g in match.governors)
    ):
        made.outcome, made.status = rule.under["demand"], "done"


def _will(s: Sentence, made: Draft) -> None:
    """Read "said it would" as "will", and force to come, or harm "if" and "unless", as a threat."""
    match = made.match
    if match.voice in ("nominal", "name") or made.outcome is not match.rule:
        return
    words = status.group(s, match.head)
    if words.negated or not words.modal:
        return
    pledged = words.modal in ("would", "'d") and made.status == "hypothetical" and _speaks_for_itself(made)
    depends = status.depends(s, match)
    hostile = match.rule.type == "ASSAULT" or (depends and match.rule.quad in (3, 4))
    if hostile and (pledged or words.future) and "threaten" in match.rule.under:
        made.outcome, made.status = match.rule.under["threaten"], "done"
    elif pledged and not depends:
        made.outcome, made.status = match.rule.under.get("will", made.outcome), "announced"


def _speaks_for_itself(made: Draft) -> bool:
    """Tell "Tokyo said it would" from "analysts said Tokyo would"."""
    ids = [p.actor_id for p in (made.reporter, made.source) if p is not None and p.actor_id]
    return len(ids) == 2 and root_actor(ids[0]) == root_actor(ids[1])


def _under(s: Sentence, made: Draft, op: Match, scene: Scene) -> bool:
    """Apply one operator.  False where nothing is left to tell."""
    name = op.rule.operator
    how = _how(s, op) or "hypothetical"
    source, target = sides(s, op, scene)
    if name == "report" or _states(s, op):
        made.attributed_to, made.reporter = source.name if source else "", source
        unsaid = made.match.voice == "name" and made.outcome.type == "REJECT"  # "said the sanctions were there to stay"
        if made.source is None and (unsaid or _lacks_subject(s, made.match)):
            made.source = source
        return how != "negated"
    if name == "deny":
        made.status, made.source, made.attributed_to = "negated", made.source or source, source.name if source else ""
        return True
    if name in ("consider", "want", "fail", "decide"):
        made.source = source or made.source
        made.status = _LEAVES.get(name, made.status)
        return True
    special = made.match.rule.under.get(name)
    friendly = made.outcome.quad in (1, 2)
    if special is not None:
        made.outcome = special
    elif (name == "refuse" and not friendly) or (name == "promise" and not friendly):
        made.status = "negated" if name == "refuse" else "announced"
        made.source = source or made.source
        return True
    elif op.rule.signal:
        made.outcome = op.rule
    if name in ("demand", "ask", "accuse", "criticise", "praise"):
        made.target = target if op.party is not None else target or made.source or made.target
    elif name == "threaten":
        made.target = target or made.target
    made.source = source
    made.status = how
    return True


def signal(s: Sentence, made: Draft, revision: str) -> Signal:
    """Freeze a draft."""
    m, o = made.match, made.outcome
    first, last = min(m.first, *(g.head for g in m.governors), m.head), max(m.last, m.head)
    trigger = (s.starts[first], s.ends[last])
    return Signal(
        id=finding_id(revision, f"{m.rule.id}:{o.signal}", *trigger),
        signal=o.signal,
        type=o.type,
        mode=o.mode,
        quad=o.quad or 1,
        goldstein=o.goldstein or 0.0,
        cameo=o.cameo,
        start=s.start,
        end=s.end,
        trigger=trigger,
        rule=m.rule.id,
        status=made.status,
        object=o.object,
        word=o.word,
        source=made.source,
        target=made.target,
        place=place_of(s, m),
        attributed_to=made.attributed_to,
        confidence=made.confidence,
    )
