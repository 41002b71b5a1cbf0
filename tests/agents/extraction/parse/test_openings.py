import pytest
from parsed import cut, grammar

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.openings import antecedent_of, gave_up, opened, remember, shared
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup


def standing(tagged: str) -> Standing:
    words, tags = cut(tagged)
    return Standing((), words, tags, grammar())


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [("group/NN of/IN men/NNS", 2), ("head/NN of/IN Chad/NNP", 0), ("Ali/NNP of/IN Chad/NNP", 2)],
)
def test_an_antecedent_is_the_nearest_common_noun(tagged: str, expected: int) -> None:
    walk = standing(tagged)
    phrase = Phrase(Chunk(0, 0, 0), "start")
    phrase.tie("of", Chunk(2, 2, 2))
    assert antecedent_of(walk, phrase, None).head == expected


def test_what_turned_out_a_subject_is_no_object() -> None:
    clause, chunk = Clause(), Chunk(2, 2, 2)
    clause.object, clause.objects = chunk, [chunk]
    gave_up(clause, chunk)
    assert (clause.object, clause.objects) == (None, [])


def test_a_clause_opens_with_its_conjunction_and_hangs_on_the_verb_before_it() -> None:
    walk = standing("He/PRP left/VBD because/IN Ali/NNP")
    before = Clause()
    walk.clauses = [before]
    walk.marker, walk.marker_at = "because", 2
    waiting, own = opened(walk), opened(walk, subject=Chunk(3, 3, 3))
    assert {(c.kind, c.first, c.parent) for c in (waiting, own)} == {("reason", 2, before)}
    walk.marker = ""
    assert (opened(walk, subject=Chunk(3, 3, 3)).first, opened(walk).parent) == (3, None)


def test_the_last_clause_of_a_form_shares_its_subject() -> None:
    walk = standing("They/PRP go/VBP")
    clause = Clause()
    clause.group, clause.subject = VerbGroup(1, 1, 1, (), None), Chunk(0, 0, 0)
    assert shared(walk, "finite") is None
    remember(walk, clause)
    for form in ("finite", "base"):
        found = shared(walk, form)
        assert found is not None
        assert (found.subject, found.beside) == (clause.subject, clause)
