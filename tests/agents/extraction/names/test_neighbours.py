"""The words beside a name and what they make of it."""

from collections.abc import Callable

import pytest

from agents.extraction.names.candidates import Candidate
from agents.extraction.names.neighbours import type_all
from agents.lexicon.names import Names
from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("They moved in Frobnitz then.", "LOC"),
        ("They left the village of Frobnitz then.", "LOC"),
        ("They travelled to Frobnitz then.", "LOC"),
        ("They left Frobnitz province then.", "LOC"),
        ("They liked Frobnitz, a small town.", "LOC"),
        ("They liked the retailer Frobnitz then.", "ORG"),
        ("They liked Frobnitz, a Danish retailer.", "ORG"),
        ("They met the Frobnitz CEO then.", "ORG"),
        ("They met his wife Frobnitz then.", "PER"),
        ("They met the journalist Frobnitz then.", "PER"),
        ("They met Frobnitz, who left.", "PER"),
        ("They liked Frobnitz then.", "MISC"),
    ],
)
def test_type(find: Find, body: str, kind: str) -> None:
    assert find(body)["Frobnitz"].type == kind


def test_a_word_written_small_too_needs_more(names: Names) -> None:
    for body, kind in (
        ("We met Frob, who left. They frob it.", ""),
        ("We met Frob, who left. They left it.", "PER"),
    ):
        candidate = Candidate(7, 11, "Frob")
        type_all(body, frozenset({0}), [candidate], names)
        assert candidate.type == kind


def test_to_begin_a_sentence_costs_once(find: Find) -> None:
    assert find("Yamamoto left. Yamamoto, who slept, was late.")["Yamamoto"].type == "PER"


def test_a_code_with_digits_is_no_organisation(find: Find) -> None:
    assert find("They met the FQB there.")["FQB"].type == "ORG"
    assert find("They met the FQ7 there.")["FQ7"].type == "MISC"


def test_all_mentions_are_heard(names: Names) -> None:
    body = "We saw Frobnitz. They live in Frobnitz."
    found = [Candidate(7, 15, "Frobnitz"), Candidate(30, 38, "Frobnitz")]
    type_all(body, frozenset({0, 17}), found, names)
    assert [c.type for c in found] == ["LOC", "LOC"]
