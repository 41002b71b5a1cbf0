"""A rule states only what it knows; a field nobody knows is refused."""

from __future__ import annotations

import msgspec
import pytest

from agents.lexicon.outcomes import Outcome, Rule


def test_what_a_rule_becomes_under_an_operator_is_an_outcome() -> None:
    stated = {"id": "impose", "signal": "sanctions_imposed", "cameo": "163", "under": {"refuse": {"cameo": "128"}}}
    rule = msgspec.convert(stated, Rule)
    assert rule.under["refuse"] == Outcome(cameo="128")
    assert (rule.nominal, rule.weak, rule.whose) == (True, False, "target")


@pytest.mark.parametrize("stated", [{"id": "a", "dose": ["impose"]}, {"id": "a", "under": {"refuse": {"code": "1"}}}])
def test_a_field_nobody_knows_is_refused(stated: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert(stated, Rule)
