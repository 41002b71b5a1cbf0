"""Where it was done: behind a word of place in the clause of the deed, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction import read
from agents.extraction.signals.passes import Passes
from agents.extraction.signals.places import place_of
from agents.extraction.signals.sentence import Sentence
from agents.lexicon import load

Run = Callable[[str], Passes]
Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian shells killed nine people in the besieged port of Odesa on Friday.", "Odesa"),
        ("Kenya and Somalia signed a trade agreement in Nairobi.", "Nairobi"),
        ("In Geneva on Monday, Iran and Oman resumed talks.", "Geneva"),
        ("Gunmen kidnapped a French priest near Gao after he had prayed in Mopti.", "Gao"),
        ("Canada imposed sanctions on Belarus.", ""),
        ("Kenya and Somalia resumed talks about a summit in Doha.", ""),
        ("Canada imposed sanctions on Belarus, where the crowds in Brest were beaten.", ""),
        ("Paris recalled its ambassador from Rome.", ""),
    ],
)
def test_place(passes: Run, text: str, place: str) -> None:
    run = passes(text)
    assert place_of(run.sentence, run.chosen[0].match) == place


def test_the_signal_carries_its_place() -> None:
    signals = read("Kenya and Somalia signed a trade agreement in Nairobi.", load()).signals
    assert [s.place for s in signals] == ["Nairobi"]
