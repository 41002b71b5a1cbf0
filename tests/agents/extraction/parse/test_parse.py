from collections.abc import Sequence

from parsed import grammar

from agents.extraction.parse.items import MARKED
from agents.extraction.parse.parse import Marked, Parse

BODY = "Ali wept. “We have lost, and we will go,” Omar said."


class Counting:
    """Tags every word a name but a few verbs, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def tag(self, words: Sequence[str]) -> list[str]:
        self.asked += 1
        return [{"wept": "VBD", "said": "VBD", ".": ".", ",": ","}.get(word, "NNP") for word in words]


def test_a_sentence_is_parsed_when_asked_for_and_once() -> None:
    tagger = Counting()
    parse = Parse(BODY, [(0, 9), (10, len(BODY))], tagger, grammar())
    assert tagger.asked == 0
    assert parse.sentence(0) is parse.sentence(0)
    assert tagger.asked == 1
    assert [BODY[slice(*parse.sentence(0).span(c.group.head, c.group.head))] for c in parse.sentence(0).clauses] == [
        "wept"
    ]


def test_words_between_marks_are_one_token_and_spoken_by_whoever_stands_behind() -> None:
    start, end = BODY.index("“"), BODY.index("”") + 1
    parse = Parse(BODY, [], Counting(), grammar())
    found = parse.stretch(10, len(BODY), [Marked(start, end, (start + 1, end - 1), woven=False)])
    assert found.tags[0] == MARKED
    assert (found.starts[0], found.ends[0]) == (start, end)
    (clause,) = found.clauses
    assert clause.subject is not None
    assert BODY[slice(*found.span(clause.subject.first, clause.subject.last))] == "Omar"


def test_woven_words_are_read_like_the_others_and_take_their_marks_along() -> None:
    body = "Omar said the “old model,” wept."
    start, end = body.index("“"), body.index("”") + 1
    found = Parse(body, [], Counting(), grammar()).stretch(
        0, len(body), [Marked(start, end, (start + 1, end - 1), woven=True)]
    )
    assert found.words == ["omar", "said", "the", "old", "model", ",", "wept", "."]
    ((first, last),) = found.woven
    assert body[slice(*found.span(first, last))] == "“old model,”"


def test_a_dash_that_stands_free_parts() -> None:
    class Hyphens:
        def tag(self, words: Sequence[str]) -> list[str]:
            return ["HYPH" if word == "-" else "NNP" for word in words]

    body = "Ali left - mid-May"
    found = Parse(body, [(0, len(body))], Hyphens(), grammar())
    assert [tag for word, tag in zip(found.sentence(0).words, found.sentence(0).tags, strict=True) if word == "-"] == [
        ":",
        "HYPH",
    ]


def test_an_empty_stretch_has_no_clause() -> None:
    assert Parse("", [], Counting(), grammar()).stretch(0, 0, []).clauses == []
