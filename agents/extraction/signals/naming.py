"""Chooses what a draft is called: by its matter, by how far it got, and as finely as CAMEO allows.

Called by compose.py once it is known what governs the deed.
"""

from __future__ import annotations

from msgspec.structs import replace

from agents.extraction.signals.govern import scope
from agents.extraction.signals.match import Match
from agents.extraction.signals.sentence import Sentence
from agents.lexicon.outcomes import Outcome, Rule
from agents.records import Status

_SPOKEN_OF = 14  # tokens after the trigger in which its matter is named
_MEANS_BEFORE = 6  # tokens before it in which its means are
_DENIED = Outcome(type="REJECT", cameo="016", quad=3, goldstein=-5.0)


def refine(s: Sentence, match: Match, outcome: Outcome) -> Outcome:
    """Give the finer CAMEO code of what the clause speaks of, where the table has one of the same type."""
    finer = s.rules.finer.get(outcome.cameo)
    outcome = _by_means(s, match, outcome)
    if not finer:
        return outcome
    for k in range(match.first, min(len(s), match.last + _SPOKEN_OF)):
        if s.letters[k] == "." and k > match.last:
            break
        for _, term in s.terms.get(k, ()):
            found = finer.get(term)
            if found is not None and found.type == outcome.type:
                return replace(outcome, cameo=found.cameo, goldstein=found.goldstein, mode=found.mode or outcome.mode)
    return outcome


def _by_means(s: Sentence, match: Match, outcome: Outcome) -> Outcome:
    """Give the mode by what force was used: drones, rockets, guns."""
    modes = s.rules.modes.get(outcome.type)
    if not modes:
        return outcome
    near = s.words[max(0, match.first - _MEANS_BEFORE) : match.last + _SPOKEN_OF]
    mode = next((modes[w] for w in near if w in modes), outcome.mode)
    return outcome if mode == outcome.mode else replace(outcome, mode=mode)


def about(s: Sentence, op: Match) -> Outcome:
    """Give what an operator amounts to by the thing it speaks of, where it governs no deed: a threat of sanctions."""
    for k in range(op.head + 1, min(len(s), scope(s, op) + 1)):
        for _, term in s.terms.get(k, ()):
            if term in op.rule.topics:
                return op.rule.topics[term]
    return op.rule


def soften(s: Sentence, rule: Rule, status: Status) -> Outcome:
    """Type a deed that was not done by what telling it amounts to, and keep its name.

    PLOVER 2021: what is to come is AGREE where it is friendly and THREATEN where it is hostile; a denial is
    no deed (CAMEO 016), and nearest to REJECT.
    """
    if status in s.rules.words["happened"]:
        return rule
    friendly = rule.quad in (1, 2)
    reading = "not_done" if status == "negated" else "good_ahead" if friendly else "harm_ahead"
    called = s.rules.roles.readings[reading].called(rule.under)
    other = rule.under.get(called, _DENIED if status == "negated" else None)
    if other is None:
        return rule
    return replace(
        rule, type=other.type, mode=other.mode, cameo=other.cameo, quad=other.quad, goldstein=other.goldstein
    )
