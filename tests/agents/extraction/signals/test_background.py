"""What is told on the way stays a signal and falls below what raises an alert."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.passes import Passes

Run = Callable[[str], Passes]
ALERTING = 0.6


@pytest.mark.parametrize(
    "text",
    [
        "The vote came a day after Norway expelled two Russian diplomats.",
        "Norway, which expelled two Russian diplomats, stayed silent.",
        "When Norway expelled two Russian diplomats, the minister stayed silent.",
    ],
)
def test_recalled(passes: Run, text: str) -> None:
    assert [d.outcome.signal for d in passes(text).chosen] == ["expulsion"]
    assert all(d.confidence < ALERTING for d in passes(text).chosen)


@pytest.mark.parametrize(
    "text",
    [
        "Norway expelled two Russian diplomats on Monday.",
        "Norway said on Monday that it expelled two Russian diplomats.",
        "Norway expelled two Russian diplomats after the attack on Kyiv.",
        "Norway expelled two Russian diplomats over a burglary in March.",
    ],
)
def test_news(passes: Run, text: str) -> None:
    assert max(d.confidence for d in passes(text).chosen if d.outcome.signal == "expulsion") > ALERTING


def test_what_is_to_come_is_not_recalled_by_its_date(passes: Run) -> None:
    (made,) = passes("Oman's prime minister will travel to Jordan in July.").chosen
    assert (made.status, made.confidence > ALERTING) == ("announced", True)


def test_a_call_that_only_dates_the_news_is_recalled(passes: Run) -> None:
    found = passes("The change came one day after Oman's telephone call with Jordan.").chosen
    assert [(d.outcome.signal, d.confidence < ALERTING) for d in found] == [("phone_call", True)]
