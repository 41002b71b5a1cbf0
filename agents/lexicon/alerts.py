"""Which signals raise an alert, at which desk and how loud: the rules of `alerts.toml`, read and checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.toml_files import shaped
from agents.limits import RAISED, Code, Sentence, exact
from agents.records import Record, Severity, Status

FILE = "alerts.toml"


class AlertRule(Record, forbid_unknown_fields=True):
    """One rule.  `version` goes into the alert's id: raise it when the rule should speak anew."""

    id: Annotated[str, exact(24)]  # with the version it must fit into an alert's `rule`
    desk: Code
    signals: frozenset[Code]
    severity: Severity
    version: Annotated[str, exact(7)] = "1"
    statuses: frozenset[Status] = frozenset({"done", "announced"})
    min_confidence: float = 0.55
    min_independent: int = 1
    needs_target: bool = True
    open: frozenset[Code] = frozenset()
    open_confidence: float = 0.86
    abroad: bool = False


class Silent(Record, forbid_unknown_fields=True):
    """Kinds that no rule asks for, and why."""

    signals: frozenset[Code]
    why: Sentence


class _File(msgspec.Struct, forbid_unknown_fields=True):
    rule: tuple[AlertRule, ...]
    silent: tuple[Silent, ...] = ()


def load_rules(folder: Path = Path(__file__).parent) -> tuple[AlertRule, ...]:
    """Read the alert rules of a lexicon folder.  Raises LexiconError for a file that cannot be used."""
    path = folder / FILE
    rules = shaped(path, _File, "rule").rule
    twice = {r.id for r in rules if sum(o.id == r.id for o in rules) > 1}
    if twice:
        raise LexiconError(path, ", ".join(sorted(twice)), "two rules of one name")
    signal, asked = Counter(s for r in rules for s in r.signals).most_common(1)[0] if rules else ("", 0)
    if asked > RAISED:
        raise LexiconError(path, signal, f"{asked} rules ask for it, {RAISED} is the most")
    return rules


def silences(folder: Path = Path(__file__).parent) -> dict[str, str]:
    """Give the kinds that wake nobody, each with its reason.  Raises LexiconError."""
    return {signal: kinds.why for kinds in shaped(folder / FILE, _File, "rule").silent for signal in kinds.signals}
