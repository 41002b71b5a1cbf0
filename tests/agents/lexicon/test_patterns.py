"""The little language of triggers: what it reads and what it refuses."""

from __future__ import annotations

import pytest

from agents.lexicon.patterns import parse


def test_reads_alternatives_terms_party_and_far_words() -> None:
    pattern = parse("hit|punish * ~with <sanctions>", verbal=True)
    assert pattern.heads.words == {"hit", "punish"}
    assert [s.kind for s in pattern.steps] == ["party", "word", "term"]
    assert pattern.steps[1].far
    assert pattern.steps[2].term == "sanctions"
    assert pattern.has_party
    assert pattern.size == 2


@pytest.mark.parametrize("text", ["", "* of", "<sanctions> on", "impose a||b", "im<pose"])
def test_refuses_what_is_not_in_the_language(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text, verbal=True)


def test_a_name_may_begin_with_a_term() -> None:
    assert parse("<talks> between", verbal=False).heads.term == "talks"


def test_not_before_the_verb_wants_it_negated_and_two_tildes_go_over_verbs() -> None:
    pattern = parse("not hear|dream of ~~sanctions", verbal=True)
    assert pattern.negated
    assert pattern.heads.words == {"hear", "dream"}
    assert [s.over for s in pattern.steps] == [False, True]
    assert not parse("not only", verbal=False).negated
    with pytest.raises(ValueError):
        parse("not", verbal=True)
