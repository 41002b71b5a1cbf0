"""Orders in headlines, told by who gives them to whom; what only looks like one is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.orders import sides_of_colon
from agents.extraction.signals.passes import Passes
from agents.extraction.signals.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Stop arming rebels, Sudan tells Chad", "Sudan", "Chad"),
        ("LEAVE LEBANON NOW, FRANCE TELLS ISRAEL", "FRANCE", "ISRAEL"),
        ("Rome to Oslo: release our sailors", "Rome", "Oslo"),
    ],
)
def test_an_order_is_a_demand(passes: Callable[[str], Passes], text: str, source: str, target: str) -> None:
    made = next(d for d in passes(text).chosen if d.outcome.signal == "demand")
    assert made.source is not None and made.target is not None
    assert (made.source.text, made.target.text) == (source, target)


@pytest.mark.parametrize(
    "text",
    [
        "Strike kills five, Israel tells Lebanon",  # somebody else does it
        "Deal off, Iran tells France",  # a noun
        "War is over, Chad tells Niger",
        "From Paris to Oslo: how trade war began",
        "Leave Lebanon now, France tells Israel.",  # no headline
    ],
)
def test_what_is_no_order_is_no_demand(passes: Callable[[str], Passes], text: str) -> None:
    assert all(d.outcome.signal != "demand" for d in passes(text).chosen)


def test_who_speaks_stands_before_to(sentence: Callable[[str], Sentence]) -> None:
    s = sentence("Rome to Oslo: release our sailors")
    assert sides_of_colon(s, s.words.index(":")) == ((0, 0), (2, 2))
    assert sides_of_colon(sentence("Rome: release our sailors"), 1) is None
