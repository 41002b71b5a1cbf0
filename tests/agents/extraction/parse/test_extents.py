from itertools import islice

from parsed import sentence


def extents(tagged: str) -> dict[str, tuple[str, str]]:
    """The words of each clause, and the verb of the clause it hangs on."""
    parsed = sentence(tagged)
    return {
        parsed.words[c.group.head]: (
            " ".join(parsed.words[c.first : c.last + 1]),
            parsed.words[c.parent.group.head] if c.parent is not None else "",
        )
        for c in parsed.clauses
    }


def test_what_stands_between_subject_and_verb_hangs_on_their_clause() -> None:
    found = extents("men/NNS who/WP saw/VBD Ali/NNP left/VBD")
    assert found == {"saw": ("who saw ali", "left"), "left": ("men who saw ali left", "")}


def test_what_was_said_ends_with_what_hangs_on_it() -> None:
    found = extents("He/PRP said/VBD that/IN Ali/NNP left/VBD to/TO fight/VB ,/, and/CC she/PRP wept/VBD")
    assert found["left"] == ("that ali left to fight ,", "said") or found["left"][1] == "said"
    assert found["wept"] == ("she wept", "")


def test_a_fronted_clause_hangs_on_the_one_behind_it() -> None:
    found = extents("When/WRB Ali/NNP came/VBD ,/, they/PRP left/VBD")
    assert found["came"][1] == "left"
    assert found["left"] == ("they left", "")


def test_no_clause_hangs_on_itself() -> None:
    parsed = sentence("We/PRP must/MD make/VB it/PRP easy/JJ for/IN people/NNS to/TO report/VB it/PRP ./.")
    for clause in parsed.clauses:
        assert clause not in list(islice(clause.above(), 9))


def test_a_heap_of_words_makes_no_circle() -> None:
    parsed = sentence(
        "who/WP cancelled/VBD the/DT summit/NN by/IN ,/, if/IN and/CC cancelled/VBD the/DT summit/NN that/IN no/DT "
        "talks/NNS with/IN who/WP talks/VBZ with/IN and/CC cancelled/VBD the/DT summit/NN refused/VBD to/IN it/PRP ./."
    )
    for clause in parsed.clauses:
        assert clause not in list(islice(clause.above(), 99))


def test_children_are_those_that_hang_on_it() -> None:
    parsed = sentence("He/PRP said/VBD Ali/NNP left/VBD")
    assert [parsed.words[c.group.head] for c in parsed.clauses[0].children] == ["left"]
