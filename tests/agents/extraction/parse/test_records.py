from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.records import Clause, Phrase


def test_a_tie_ends_the_list_before_it() -> None:
    phrase = Phrase(Chunk(0, 0, 0), "start")
    phrase.join(Chunk(2, 2, 2))
    assert phrase.tail is phrase.members[0]
    phrase.tie("of", Chunk(4, 4, 4))
    assert phrase.tail is None
    assert (phrase.last.head, phrase.preposition) == (4, "of")


def test_a_clause_names_those_above_it_nearest_first() -> None:
    top, middle, low = Clause(), Clause(), Clause()
    low.parent, middle.parent = middle, top
    assert list(low.above()) == [middle, top]
