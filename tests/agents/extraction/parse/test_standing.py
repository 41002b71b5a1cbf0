from parsed import cut, grammar

from agents.extraction.parse.items import items_of
from agents.extraction.parse.records import Clause
from agents.extraction.parse.standing import Standing
from agents.extraction.parse.verbs import VerbGroup


def standing(tagged: str) -> Standing:
    words, tags = cut(tagged)
    return Standing(items_of(words, tags, grammar()), words, tags, grammar())


def test_it_looks_ahead_to_the_end_only() -> None:
    walk = standing("they/PRP left/VBD")
    after = walk.following()
    assert after is not None
    assert after.kind == "V"
    assert walk.following(2) is None


def test_frames_are_asked_of_the_verb_of_a_clause() -> None:
    walk = standing("they/PRP said/VBD")
    clause = Clause()
    clause.group = VerbGroup(1, 1, 1, (), None)
    assert walk.takes("clause_only", clause)
    assert not walk.takes("linking", clause)
    assert not walk.takes("clause_only", None)
