from __future__ import annotations


def test_verb_and_noun_speak_together(read) -> None:
    (quote,) = read("The envoy voiced deep concern that the truce would break.")
    assert quote.text == "the truce would break"
    assert quote.speaker is not None and quote.speaker.text == "The envoy"


def test_the_owner_of_a_claim_speaks(read) -> None:
    (quote,) = read("The court looked at Roa's claim that the lock was closed.")
    assert (quote.text, quote.cue.kind if quote.cue else "") == ("the lock was closed", "claim")
    assert quote.speaker is not None and quote.speaker.text == "Roa"


def test_a_verb_that_looks_like_a_noun_speaks_where_no_other_does(said) -> None:
    expected = [("the council is ready", "the mayor's inner circle")]
    assert said("However, the mayor's inner circle reports that the council is ready.") == expected


def test_a_noun_without_owner_says_nothing(said) -> None:
    assert said("The claim that week was small.") == []
