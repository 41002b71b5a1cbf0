from __future__ import annotations

from agents.extraction.quotes.nearby import (
    before_colon,
    follower,
    is_alone,
    is_named,
    signature,
    speaks,
    subject_before,
)


def test_a_name_before_a_colon_and_a_verb_nobody_listed(parse) -> None:
    body = "The news did not surprise Ana Roa: “It leaks a lot.”"
    g, tokens = parse(body)
    marked = next(k for k, t in enumerate(tokens) if t.shape == "Q")
    span = before_colon(tokens, marked)
    assert span is not None and body[slice(*span)] == "Ana Roa"
    body = "“It leaks,” Ana Roa riffed on stage."
    g, tokens = parse(body)
    span = follower(g, tokens, 0)
    assert span is not None and body[slice(*span)] == "Ana Roa"


def test_a_signature_stands_behind_a_dash_or_on_the_next_line(parse) -> None:
    body = "“It leaks.” ― Ana Roa"
    assert signature(parse(body)[1], ()) == (14, 21)
    line = "- Ana Roa."
    assert signature(parse("“It leaks.”")[1], parse(line)[1]) == (2, 9)
    assert signature(parse("“It leaks.”")[1], parse("Ana Roa left.")[1]) is None


def test_the_subject_of_the_sentence_before(parse) -> None:
    body = "Kapitän Moen sprach offen darüber."
    g, tokens = parse(body, "de")
    span = subject_before(g, tokens, len(tokens))
    assert span is not None and body[slice(*span)] == "Kapitän Moen"
    assert speaks(*parse("Ana Roa agreed.")) and not speaks(*parse("Ana Roa left."))


def test_names_and_lone_stretches(parse) -> None:
    assert is_alone(*parse("“It leaks.”")) and not is_alone(*parse("“It leaks,” he said."))
    g, tokens = parse("The novel “Salt Under Snow” won.")
    assert is_named(g, tokens, 2)
