"""What one look of the doctor gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Check:
    """One dependency: how it stands, what was seen, and what to do about it."""

    name: str
    state: State
    detail: str
    hint: str = ""
