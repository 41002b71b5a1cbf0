"""The record that a draft becomes."""

from __future__ import annotations

from collections.abc import Callable

from agents.extraction.signals.draft import signal
from agents.extraction.signals.passes import Passes

Run = Callable[[str], Passes]


def test_the_record_points_at_its_words(passes: Run) -> None:
    text = "Canada imposed sanctions on Belarus."
    run = passes(text)
    made = signal(run.sentence, run.chosen[0], "rev")
    assert text[slice(*made.trigger)] == "imposed sanctions"
    assert (made.start, made.end) == (0, len(text))
    assert made.id == signal(run.sentence, run.chosen[0], "rev").id != signal(run.sentence, run.chosen[0], "other").id
