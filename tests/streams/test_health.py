"""A process is as well as the worst of its parts."""

from __future__ import annotations

from streams.health import Health, together


def test_the_first_that_is_not_well_speaks_for_all() -> None:
    ill, worse = Health(False, "recovering"), Health(False, "stalled")
    assert together([Health(True, "a"), ill, worse], "ready") is ill
    assert together([Health(True, "a")], "ready") == Health(True, "ready")
    assert together([], "live") == Health(True, "live")
