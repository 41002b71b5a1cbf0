from __future__ import annotations

from agents.extraction.quotes.attribution import Attribution


def test_an_attribution_stands_in_no_other_unless_told() -> None:
    one = Attribution(((0, 1),), None, (2, 2), "that")
    assert (one.outer, one.modality, one.addressee) == (-1, "asserted", None)
