"""Candidates begin with what the lexicon thinks likeliest."""

from agents.extraction.names.candidates import Candidate, apart, of_hit
from agents.extraction.names.gazetteer import scan
from agents.lexicon.names import NOTHING, Names


def test_of_hit(names: Names) -> None:
    body = "In Iran"
    made = of_hit(scan(body, names)[0], body)
    assert (made.text, made.type, made.subtype, made.rule, made.strength) == (
        "Iran",
        "LOC",
        "state",
        "lexicon:state",
        3,
    )


def test_apart_drops_what_reaches_into_the_one_before() -> None:
    spans = [(4, 9), (0, 3), (2, 5), (4, 6), (9, 12)]
    assert [(c.start, c.end) for c in apart([Candidate(*span, "") for span in spans])] == [(0, 3), (4, 9), (9, 12)]


def test_what_nobody_knows_means_nothing() -> None:
    assert Candidate(0, 3, "Abc").means is NOTHING


def test_settle() -> None:
    made = Candidate(0, 3, "Abc")
    assert (made.type, made.strength) == ("", 0)
    made.settle("PER", "title", 3)
    assert (made.type, made.rule, made.strength) == ("PER", "title", 3)
