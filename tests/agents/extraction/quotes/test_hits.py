from __future__ import annotations

import pytest

from agents.extraction.quotes.hits import find_hits, is_titled


@pytest.mark.parametrize("body", ["The claims of the town.", "His report was long."])
def test_nouns_that_look_like_verbs_are_no_cues(parse, body: str) -> None:
    g, tokens = parse(body)
    assert find_hits(g, tokens) == []


def test_capitals_of_a_headline_tell_nothing(parse) -> None:
    assert is_titled(parse("Minister Says Harbour Will Stay Shut")[1])
    assert not is_titled(parse("The minister says the harbour will stay shut.")[1])
