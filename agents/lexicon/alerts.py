"""Which signals raise an alert, at which desk and how loud: the rules of `alerts.toml`, read and checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from agents.lexicon.errors import LexiconError
from agents.records import Record, Severity, Status

FILE = "alerts.toml"


class AlertRule(Record, forbid_unknown_fields=True):
    """One rule.  `version` goes into the alert's id: raise it when the rule should speak anew."""

    id: str
    desk: str
    signals: frozenset[str]
    severity: Severity
    version: str = "1"
    statuses: frozenset[Status] = frozenset({"done", "announced"})
    min_confidence: float = 0.6
    min_independent: int = 1
    needs_target: bool = True


class _File(msgspec.Struct, forbid_unknown_fields=True):
    rule: tuple[AlertRule, ...]


def load_rules(folder: Path = Path(__file__).parent) -> tuple[AlertRule, ...]:
    """Read the alert rules of a lexicon folder.  Raises LexiconError for a file that cannot be used."""
    path = folder / FILE
    try:
        rules = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).rule
    except (OSError, ValueError) as error:  # no file, not UTF-8, not TOML, not these fields
        raise LexiconError(path, "rule", str(error)) from error
    twice = {r.id for r in rules if sum(o.id == r.id for o in rules) > 1}
    if twice:
        raise LexiconError(path, ", ".join(sorted(twice)), "two rules of one name")
    return rules
