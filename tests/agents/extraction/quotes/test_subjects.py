from __future__ import annotations

import pytest

from agents.extraction.quotes.hits import find_hits
from agents.extraction.quotes.subjects import clause_subject, subject_of


@pytest.mark.parametrize(
    ("body", "cue", "speaker", "modality"),
    [
        ("Ana Roa, 24, of Leeds, said that it was late.", "said", "Ana Roa", "asserted"),
        ("The plan that won, the minister has since said, is dead.", "said", "the minister", "asserted"),
        ("Falk did not say whether it was late.", "say", "Falk", "negated"),
        ("Falk will say on Friday that it was late.", "say", "Falk", "future"),
        ("If the bank says that the loan is safe, it stays.", "says", "the bank", "hypothetical"),
        ("Falk reportedly said that it was late.", "said", "Falk", "reportedly"),
        ("Falk took to the stage to say that it was late.", "say", "Falk", "asserted"),
        ("The firm in a statement said that it was late.", "said", "The firm", "asserted"),
    ],
)
def test_the_subject_stands_before_its_verb(parse, body: str, cue: str, speaker: str, modality: str) -> None:
    g, tokens = parse(body)
    hit = next(h for h in find_hits(g, tokens) if tokens[h.first].low == cue)
    subject = subject_of(g, tokens, hit, 0)
    assert subject is not None
    assert (body[tokens[subject.first].start : tokens[subject.last].end], subject.modality) == (speaker, modality)


def test_a_participle_shares_the_subject_of_its_clause(parse) -> None:
    body = "After the vote, Lena Falk left the hall, saying it was late."
    g, tokens = parse(body)
    hit = find_hits(g, tokens)[-1]
    subject = clause_subject(g, tokens, hit.first, 0)
    assert subject is not None and body[tokens[subject.first].start : tokens[subject.last].end] == "Lena Falk"
