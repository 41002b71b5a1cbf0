"""What a happening by itself calls for: the alert rules that it meets, or why it meets none.

Called by `agents.batch` and the terminal for one article; the tracker asks the same of incidents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from agents.lexicon.alerts import AlertRule
from agents.records import FRESH, Fate, Happening, Party, Severity

GRAVITY: tuple[Severity, ...] = get_args(Severity)
_NO_STATES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})  # where a state's code stands in others' ids
_ARMED = frozenset({"REB", "PRE"})  # parts of a state's ids with whom it deals as with another
_QUIET: Severity = "medium"  # the most that is said of a deed that is unsure, or of which one side is open
_HEARSAY: Fate = "reported"
_SURE = 0.74  # confidence from which a deed may be loud


class Raised(NamedTuple):
    """A happening with the rule that calls for it; without one, with the reason for silence."""

    happening: Happening
    rule: AlertRule | None
    severity: Severity
    why: str


def judged(happenings: Sequence[Happening], rules: Sequence[AlertRule]) -> list[Raised]:
    """Judge each happening by the rules on an empty state, in the order given."""
    return [_judged(happening, rules) for happening in happenings]


def severity_of(rule: AlertRule, confidence: float, status: Fate, *, is_open: bool) -> Severity:
    """Give the severity of what a rule calls for: one lower where a side is not told, not loud where it is unsure.

    Unsure is what is only reported: told by unnamed people, or by one side of the other.
    """
    severity = GRAVITY[max(0, GRAVITY.index(rule.severity) - is_open)]
    sure = confidence >= _SURE and status != _HEARSAY and not is_open
    return severity if sure else min(severity, _QUIET, key=GRAVITY.index)


def may_be_open(rule: AlertRule, signal: str, confidence: float, leads: bool) -> bool:
    """Tell whether a rule calls for a deed of which one side is not told."""
    return leads and signal in rule.open and confidence >= rule.open_confidence


def stays_at_home(rule: AlertRule, sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Tell whether a rule that asks for deeds between states is told one within a state; armed groups are none."""
    sides = [actor.split(":") for actor in (*sources, *targets)]
    state = {parts[0] for parts in sides}
    at_home = bool(sources and targets) and len(state) == 1 and not state & _NO_STATES
    return rule.abroad and at_home and not any(_ARMED & set(parts[1:2]) for parts in sides)


def sides_missing(rule: AlertRule, sources: Sequence[object], targets: Sequence[object]) -> int:
    """Count the sides that a rule asks for and that were not told."""
    return (not sources) + (not targets and rule.needs_target)


def _judged(happening: Happening, rules: Sequence[AlertRule]) -> Raised:
    asking = [rule for rule in rules if happening.signal in rule.signals]
    if not asking:
        return Raised(happening, None, "low", "no rule asks for its kind")
    reasons = [(_refusal(happening, rule), rule) for rule in asking]
    raising = next((rule for reason, rule in reasons if not reason), None)
    if raising is None:
        return Raised(happening, None, "low", reasons[0][0])
    return Raised(
        happening,
        raising,
        severity_of(
            raising,
            happening.confidence,
            happening.status,
            is_open=sides_missing(raising, happening.sources, happening.targets) == 1,
        ),
        "",
    )


def _refusal(happening: Happening, rule: AlertRule) -> str:
    """Say why a rule does not call for a happening; nothing where it does."""
    missing = sides_missing(rule, happening.sources, happening.targets)
    reasons = (
        (happening.status not in rule.statuses, f"it is {happening.status}"),
        (happening.when.news not in FRESH, f"it is {happening.when.news}: {happening.when.read}"),
        (happening.confidence < rule.min_confidence, f"confidence {happening.confidence} < {rule.min_confidence}"),
        (stays_at_home(rule, _ids(happening.sources), _ids(happening.targets)), "it stays within one state"),
        (rule.min_independent > 1, "its rule asks for several sources"),
        (missing > 1, "nobody whom we know does it or suffers it"),
        (missing == 1 and not _may_be_open(happening, rule), "one side is not told"),
    )
    return next((why for holds, why in reasons if holds), "")


def _ids(parties: Sequence[Party]) -> list[str]:
    return [party.actor_id for party in parties if party.actor_id]


def _may_be_open(happening: Happening, rule: AlertRule) -> bool:
    return may_be_open(rule, happening.signal, happening.confidence, happening.leads)
