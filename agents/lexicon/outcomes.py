"""What a rule of a topic file states: the step that its wordings make, how it is called, examples that prove it.

Read by the loader of rules; the README of the lexicon explains every field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from agents.limits import Code
from agents.records import Quad


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a match is called.  Type, mode, quad and Goldstein score come from the CAMEO code unless stated."""

    signal: Code = ""
    cameo: Code = ""
    type: Code = ""
    mode: Code = ""
    object: Code = ""
    word: Code = ""
    quad: Quad | None = None
    goldstein: float | None = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence and what must be found in it: source and target by actor id or by a part of their words."""

    text: str
    signal: str
    source: str = ""
    target: str = ""
    status: str = ""


class Rule(Outcome, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule of a topic file."""

    id: Code
    means: str = ""
    operator: str = ""
    does: tuple[str, ...] = ()
    happens: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    under: Mapping[str, Outcome] = {}
    topics: Mapping[str, Outcome] = {}
    blocked_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    mutual: bool = False
    both: bool = False
    nominal: bool = True
    weak: bool = False
    passive: bool = False  # holds in the passive only
    person: bool = False
    told: bool = False  # holds where somebody says it of another: who says it does it, to whoever did that
    alone: bool = False  # done to nobody: no doubt where no other side is told
    willed: bool = False  # holds of what somebody will or will not do: "will never accept", "is to run"
    abroad: str = ""
    becomes: Mapping[Code, Code] = {}
    own: Mapping[Code, Code] = {}
    of: tuple[str, ...] = ()
    whose: Literal["target", "source", "subject"] = "target"
    examples: tuple[Example, ...] = ()
    silent: tuple[str, ...] = ()
