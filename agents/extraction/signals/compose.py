"""Puts a deed, what governs it and who stands around it together into a signal.

Called by signals.find.  "Threatened to impose sanctions" is a deed (sanctions) under an operator (threaten):
the deed's rule says what that is called, else the operator's own rule does.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from agents.extraction.signals import clauses, status
from agents.extraction.signals.parties import Scene, named_inside, parties, state_of
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match
from agents.identity import finding_id
from agents.lexicon.rules import Outcome, Rule
from agents.records import Party, Signal, Status

_REACH = {"to": 4, "of": 7, "from": 7}
_ABSORBING = frozenset({"criticise", "praise", "demand", "ask", "accuse", "refuse", "threaten", "promise", "claim"})


@dataclass(slots=True)
class Draft:
    """A signal in the making, with what is needed to choose between several."""

    match: Match
    outcome: Outcome
    status: Status
    source: Party | None = None
    target: Party | None = None
    attributed_to: str = ""
    confidence: float = 0.9


def govern(s: Sentence, found: list[Match]) -> list[Match]:
    """Let each operator govern the nearest deed in its complement, and give back what still stands for itself.

    What lies deeper in the complement of a judgement or demand ("condemned the decision to recognise") is
    talked about, not reported, and goes.
    """
    denied = {m.head for m in found if m.rule.operator in ("deny", "claim")}
    hidden = {id(m) for m in found if m.head in denied and m.rule.operator not in ("deny", "claim")}
    for op in (m for m in found if m.rule.operator):
        inside = [m for m in found if op.last < m.head <= _scope(s, op)]
        nearest = min((m.head for m in inside), default=-1)
        direct = nearest - op.last <= _REACH.get(s.words[op.last], 9)
        for m in inside:
            if m.head == nearest and direct and not (m.rule.operator and m.voice in ("nominal", "name")):
                m.governors.append(op)
            elif op.rule.operator in _ABSORBING:
                hidden.add(id(m))
    return [m for m in found if id(m) not in hidden]


def _scope(s: Sentence, op: Match) -> int:
    """The last token of what an operator speaks of."""
    for k in range(op.last + 1, min(len(s), op.last + 24)):
        if s.tags[k] in ".S" and s.words[k] not in ("as", "whether"):
            return k
        if s.words[k] in ("after", "who", "which") or (s.tags[k] == "," and k + 1 < len(s) and s.tags[k + 1] in "SWCG"):
            return k
        if s.tags[k] == "C" and k + 1 < len(s) and s.tags[k + 1] in "VQBMH":
            return k
    return min(len(s), op.last + 24)


def draft(s: Sentence, match: Match, scene: Scene) -> Draft | None:
    """Decide what a match amounts to; None where it is no step at all."""
    chain = _chain(match)
    noun = match.voice in ("nominal", "name")
    how = status.of_deed(s, match.head, noun=noun)
    if how is None and all(g.rule.operator == "report" for g in chain):
        return None
    if any(g.rule.operator == "claim" for g in chain):
        return None
    made = Draft(match, match.rule, "negated" if _none_of(s, match) else how or "done")
    made.source, made.target = _sides(s, match, scene)
    if match.voice == "active" and made.source is None and not chain and _is_thing(s, match):
        return None
    if match.rule.person and match.pattern.has_party and made.target is None:
        return None
    _modal(s, made, match)
    for op in chain:
        if not _under(s, made, op, scene):
            return None
    if match.rule.operator and made.outcome is match.rule:
        made.outcome = _about(s, match)
    if not made.outcome.signal or not made.outcome.type:
        return None
    _soften(made, match.rule)
    made.outcome = _refine(s, match, made.outcome)
    return made


def _refine(s: Sentence, match: Match, outcome: Outcome) -> Outcome:
    """Give the finer CAMEO code of what the clause speaks of, where the table has one of the same type."""
    finer = s.rules.finer.get(outcome.cameo)
    if not finer:
        return outcome
    for k in range(match.first, min(len(s), match.last + _SPOKEN_OF)):
        if s.tags[k] == "." and k > match.last:
            break
        for _, term in s.terms.get(k, ()):
            found = finer.get(term)
            if found is not None and found.type == outcome.type:
                return replace(outcome, cameo=found.cameo, goldstein=found.goldstein, mode=found.mode or outcome.mode)
    return outcome


_SPOKEN_OF = 14  # tokens after the trigger in which its matter is named


def _about(s: Sentence, op: Match) -> Outcome:
    """What an operator amounts to by the thing it speaks of, where no deed of it was found: a threat of sanctions."""
    for k in range(op.head + 1, _scope(s, op) + 1):
        for _, term in s.terms.get(k, ()):
            if term in op.rule.topics:
                return op.rule.topics[term]
    return op.rule


_DENIED = Outcome(type="REJECT", cameo="016", quad=3, goldstein=-5.0)


def _soften(made: Draft, rule: Rule) -> None:
    """Type a deed that was not done by what telling it amounts to, and keep its name.

    PLOVER 2021: what is to come is AGREE where it is friendly and THREATEN where it is hostile; a denial is
    no deed (CAMEO 016), and nearest to REJECT.
    """
    if made.outcome is not rule or made.status in ("done", "historical"):
        return
    if made.status == "negated":
        other = rule.under.get("refuse", _DENIED)
    else:
        other = rule.under.get("promise" if rule.quad in (1, 2) else "threaten")
    if other is not None:
        made.outcome = replace(
            rule, type=other.type, mode=other.mode, cameo=other.cameo, quad=other.quad, goldstein=other.goldstein
        )


def _none_of(s: Sentence, match: Match) -> bool:
    """Tell whether the object or the subject is none: "has sent no weapons", "no talks took place"."""
    if match.term is not None:
        return "no" in s.words[max(0, match.term[0] - 4) : match.term[0]] and "no" not in s.words[: match.head][-1:]
    return match.party is not None and s.words[match.party[0]] in ("no", "nobody", "nothing", "none")


def _chain(match: Match) -> list[Match]:
    """All that governs a match, the nearest first: "denied that it had refused to"."""
    chain: list[Match] = []
    waiting = list(match.governors)
    while waiting:
        governor = waiting.pop(0)
        if governor not in chain:
            chain.append(governor)
            waiting.extend(governor.governors)
    return sorted(chain, key=lambda g: -g.head)


_WILL_NOT = ("will", "won't", "would", "wouldn't", "'ll", "shall")


def _is_thing(s: Sentence, match: Match) -> bool:
    """Tell whether a thing is the subject ("the quake struck"): no step of anybody's, unless it is a weapon."""
    phrase = clauses.subject(s, match.head)
    if phrase is None or match.rule.whose == "source" or s.tags[phrase[0]] in "Rr":
        return False
    span = range(phrase[0], phrase[1] + 1)
    return not any(s.term_at(k, name) is not None for k in span for name in _WEAPONS)


_WEAPONS = ("assault_noun", "explosion", "weapon_used", "troops", "agents")


def _modal(s: Sentence, made: Draft, match: Match) -> None:
    """Read "will" as a promise of what is good and "will not" as its refusal."""
    if match.voice in ("nominal", "name"):
        return
    words = status.group(s, match.head)
    rule = match.rule
    if words.negated and words.modal in _WILL_NOT and "refuse" in rule.under:
        made.outcome, made.status = rule.under["refuse"], "done"
    elif (words.future or (words.infinitive and words.be)) and not words.negated and "will" in rule.under:
        made.outcome, made.status = rule.under["will"], "announced"
    elif (
        words.ought
        and not words.negated
        and "demand" in rule.under
        and any(g.rule.operator == "report" for g in match.governors)
    ):
        made.outcome, made.status = rule.under["demand"], "done"


def _under(s: Sentence, made: Draft, op: Match, scene: Scene) -> bool:
    """Apply one operator.  False where nothing is left to tell."""
    name = op.rule.operator
    noun = op.voice in ("nominal", "name")
    how = status.of_deed(s, op.head, noun=noun) or "hypothetical"
    source, target = _sides(s, op, scene)
    if name == "report":
        made.attributed_to = source.name if source else ""
        made.source = made.source or source
        return how != "negated"
    if name == "deny":
        made.status, made.source, made.attributed_to = "negated", made.source or source, source.name if source else ""
        return True
    if name in ("consider", "want", "fail", "decide"):
        made.source = source or made.source
        made.status = {"consider": "hypothetical", "want": "hypothetical", "fail": "negated"}.get(name, made.status)
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
        made.target = target or made.source or made.target
    elif name == "threaten":
        made.target = target or made.target
    made.source = source
    made.status = how
    return True


def _sides(s: Sentence, m: Match, scene: Scene) -> tuple[Party | None, Party | None]:
    """Source and target of a match by voice."""
    targets = _targets(s, m, scene)
    if m.voice == "active":
        sources = parties(s, clauses.subject(s, m.head), scene, acting=True)
    elif m.voice in ("passive", "reduced"):
        sources = parties(s, clauses.agent_after(s, m.head), scene, acting=True)
        if m.pattern.has_party:
            targets = parties(s, _patient(s, m), scene) or targets
    else:
        sources = parties(s, clauses.agent_after(s, m.head), scene, acting=True)
        sources = sources or parties(s, clauses.possessor(s, m.first), scene)
        if not sources and m.rule.operator:
            sources = parties(s, clauses.main_subject(s, m.head), scene)
        if m.rule.mutual and (between := _between(s, m, scene)):
            sources, targets = (between[:1], between[1:]) if len(between) > 1 else (sources, between)
    if m.rule.mutual and len(sources) > 1 and not targets:
        return sources[0], sources[1]
    if not targets and m.rule.object in _TWO_SIDED:
        targets = [state_of(t) for t in named_inside(s, m.last + 1, _clause_end(s, m.last + 1))]
    targets = [state_of(t) for t in targets]
    source = sources[0] if sources else None
    if m.rule.whose == "source" and source is None:
        source, targets = (targets or [None])[0], targets[1:]
    return source, next((t for t in targets if source is None or t.text != source.text), None)


def _between(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """ "Talks between A and B", "a call with B"."""
    start = (m.term or (m.head, m.head))[1] + 1
    return _first(s, clauses.after_prepositions(s, start, ("between", "with")), scene)


def _patient(s: Sentence, m: Match) -> clauses.Phrase | None:
    return clauses.subject(s, m.head) if m.voice == "passive" else clauses.phrase_left(s, m.head - 1)


def _targets(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """Those acted on: the party of the pattern, else after a preposition of the rule, else named before the term."""
    found: list[Party] = []
    if m.party is not None and m.voice in ("active", "nominal", "name"):
        first, last = m.party
        found = parties(s, m.party if last > first else clauses.phrase_right(s, first), scene)
    if not found and m.voice == "nominal" and m.pattern.has_party:
        found = _first(s, clauses.after_prepositions(s, m.head + 1, ("of", "on", "against")), scene)
    if not found and m.last + 1 < len(s) and m.last > m.head and s.tags[m.last] in "VGP":
        found = parties(s, clauses.phrase_right(s, m.last + 1), scene)
    if not found and m.rule.target:
        found = _first(s, clauses.after_prepositions(s, m.last + 1, m.rule.target), scene)
    if not found and m.rule.target and m.last > m.head:
        found = _first(s, clauses.after_prepositions(s, m.head + 1, m.rule.target, m.last - m.head), scene)
    if not found and m.term is not None:
        first = m.head + 1 if m.head < m.term[0] else m.term[0] - 3
        found = named_inside(s, first, m.term[1])
    return found


# What is done to somebody: where no preposition leads to them, the next name in the clause is theirs.
_TWO_SIDED = frozenset({
    "sanctions", "meeting", "talks", "arms", "aid", "diplomats", "envoy", "relations", "recognition", "agreement",
    "ceasefire", "blockade", "call", "troops", "plan", "prisoners",
})  # fmt: skip


def _clause_end(s: Sentence, start: int) -> int:
    """The last token of the clause that goes on at `start`, but no further than ten tokens."""
    for k in range(start, min(len(s), start + 10)):
        if s.tags[k] in ".,SWV":
            return k - 1
    return min(len(s), start + 10) - 1


def _first(s: Sentence, phrases: list[clauses.Phrase], scene: Scene) -> list[Party]:
    return next((found for p in phrases if (found := parties(s, p, scene))), [])


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
        attributed_to=made.attributed_to,
        confidence=made.confidence,
    )
