"""What one look gives: three states, each of which the command can show, and nothing to do unless it says so."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict
from typing import get_args

import pytest

from streams.cli import doctor
from streams.doctor.check import Check, State


def test_every_state_has_a_colour_of_its_own_at_the_terminal() -> None:
    assert set(get_args(State)) == set(doctor._COLOUR)
    assert len(set(doctor._COLOUR.values())) == len(get_args(State))


def test_what_is_well_needs_no_hint() -> None:
    assert asdict(Check("python", "ok", "3.11")) == {"name": "python", "state": "ok", "detail": "3.11", "hint": ""}


def test_a_check_is_a_finding_that_nobody_changes() -> None:
    check = Check("java", "fail", "absent", "install it")
    assert check == Check("java", "fail", "absent", "install it")
    with pytest.raises(FrozenInstanceError):
        check.state = "ok"  # type: ignore[misc]
