from __future__ import annotations

from agents.extraction.quotes.attribution import Attribution


def test_an_attribution_stands_in_no_other_unless_told() -> None:
    one = Attribution(((0, 1),), None, (2, 2), "that")
    assert (one.outer, one.modality, one.addressee) == (-1, "asserted", None)


def test_tokens_become_characters() -> None:
    one = Attribution(((3, 4), (6, 6)), (0, 0), (1, 1), "split", addressee=(2, 2), outer=1)
    placed = one.placed(lambda k: 10 * k, lambda k: 10 * k + 9)
    assert placed.pieces == ((30, 49), (60, 69))
    assert (placed.subject, placed.cue, placed.addressee, placed.target) == ((0, 9), (10, 19), (20, 29), None)
    assert (placed.frame, placed.outer) == ("split", 10)
    assert Attribution(((0, 1),), None, (2, 2), "that").placed(lambda k: k, lambda k: k).outer == -1
