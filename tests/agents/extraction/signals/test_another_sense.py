"""Verbs in another sense than a rule's: by what they are done to, and terms that only modify."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.another_sense import why
from agents.extraction.signals.match import scan
from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]


def reasons(s: Sentence) -> list[str]:
    return [reason for m in scan(s) if (reason := why(s, m))]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Kenya struck a calmer tone on Uganda.", "tone"),
        ("Chile seized the initiative from Peru.", "initiative"),
        ("Lima received the papers from Quito.", "papers"),
        ("Ghana released its figures on trade with Togo.", "figures"),
        ("Norway bombed half of the film about Chad.", "film"),
    ],
)
def test_what_a_deed_cannot_be_done_to(sentence: Make, text: str, noun: str) -> None:
    assert f"another sense: it is not done to {noun!r}" in reasons(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya struck two villages in Uganda.",
        "Chile seized the trawler of a Peruvian firm.",
        "Lima received 40 ministers from Quito.",
        "Ghana released tens of thousands from its jails.",
        "Three villages in Uganda that Kenya shelled made headlines everywhere.",
        "Belgrade gave Pristina 24 hours to leave.",
        "Nobody struck anybody.",
    ],
)
def test_what_it_can_be_done_to_and_what_is_not_known(sentence: Make, text: str) -> None:
    assert not any("not done to" in reason for reason in reasons(sentence(text)))


@pytest.mark.parametrize(
    ("text", "modifies"),
    [
        ("Chile imposed the sanctions committee on Peru.", True),
        ("Chile imposed a package of sanctions on Peru.", False),
        ("Chile sent the tanks Peru had asked for.", False),
        ("Peru flouted the border treaty with Chile.", False),
    ],
)
def test_a_term_that_only_modifies(sentence: Make, text: str, modifies: bool) -> None:
    assert any("only modifies" in reason for reason in reasons(sentence(text))) == modifies
