import pytest
from parsed import cut, grammar

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.openings import antecedent_of, are_names, gave_up
from agents.extraction.parse.records import Clause, Phrase
from agents.extraction.parse.standing import Standing


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


def test_names_of_one_word_each() -> None:
    walk = standing("Seattle/NNP the/DT museum/NN")
    assert are_names(walk, Chunk(0, 0, 0))
    assert not are_names(walk, Chunk(0, 0, 0), Chunk(1, 2, 2))
