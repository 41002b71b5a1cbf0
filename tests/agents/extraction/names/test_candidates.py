"""Candidates begin with what the lexicon thinks likeliest."""

from agents.extraction.names.candidates import Candidate, of_hit
from agents.extraction.names.gazetteer import scan
from agents.lexicon.names import Names


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


def test_settle() -> None:
    made = Candidate(0, 3, "Abc")
    assert (made.type, made.strength) == ("", 0)
    made.settle("PER", "title", 3)
    assert (made.type, made.rule, made.strength) == ("PER", "title", 3)
