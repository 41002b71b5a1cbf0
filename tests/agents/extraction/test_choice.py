"""Choosing who finds the names."""

import pytest

from agents.extraction.backend import BackendError
from agents.extraction.choice import chosen


def test_rules_are_no_backend() -> None:
    assert chosen("rules") is None


def test_what_is_not_installed_is_told() -> None:
    with pytest.raises(BackendError, match="no_such_pipeline"):
        chosen("no_such_pipeline")
