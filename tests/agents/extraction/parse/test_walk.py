import pytest
from parsed import sentence, told

ROLES = [
    ("Kenya/NNP recalled/VBD its/PRP$ envoy/NN", [("recalled", "kenya", "its envoy", "")]),
    ("The/DT envoy/NN was/VBD expelled/VBN by/IN Kenya/NNP", [("expelled", "the envoy", "", "kenya")]),
    (
        "Kenya/NNP on/IN Friday/NNP met/VBD Chad/NNP and/CC accused/VBD Togo/NNP",
        [("met", "kenya", "chad", ""), ("accused", "kenya", "togo", "")],
    ),
    (
        "Officials/NNS said/VBD Chad/NNP attacked/VBD Togo/NNP",
        [("said", "officials", "", ""), ("attacked", "chad", "togo", "")],
    ),
    (
        "Chad/NNP met/VBD Togo/NNP and/CC Mali/NNP left/VBD",
        [("met", "chad", "togo", ""), ("left", "mali", "", "")],
    ),
    (
        "The/DT men/NNS whom/WP Chad/NNP freed/VBD left/VBD",
        [("freed", "chad", "", ""), ("left", "the men", "", "")],
    ),
    ("Chad/NNP was/VBD given/VBN two/CD ships/NNS", [("given", "chad", "two ships", "")]),
    ("Talks/NNS took/VBD two/CD days/NNS", [("took", "talks", "two days", "")]),
    ("He/PRP left/VBD Monday/NNP", [("left", "he", "", "")]),
    (
        "Ali/NNP (/-LRB- who/WP fled/VBD )/-RRB- returned/VBD",
        [("fled", "ali", "", ""), ("returned", "ali", "", "")],
    ),
    ("Xi/NNP to/TO visit/VB Paris/NNP", [("visit", "xi", "paris", "")]),
    ("Envoy/NN expelled/VBN by/IN Chad/NNP", [("expelled", "envoy", "", "chad")]),
    ("Putin/NNP ,/, Xi/NNP meet/VBP in/IN Lima/NNP", [("meet", "putin", "", "")]),
    ("Putin/NNP ,/, Xi/NNP to/TO meet/VB in/IN Lima/NNP", [("meet", "putin", "", "")]),
    ("Truce/NN extended/VBN ,/, says/VBZ Qatar/NNP", [("extended", "truce", "", ""), ("says", "qatar", "", "")]),
    ("Six/CD killed/VBN in/IN Tyre/NNP ,/, Rome/NNP says/VBZ", [("killed", "six", "", ""), ("says", "rome", "", "")]),
]


@pytest.mark.parametrize(("tagged", "expected"), ROLES)
def test_who_does_it_to_whom(tagged: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(sentence(tagged)) == expected


def test_what_prepositions_tie_to_a_verb_is_kept_in_order() -> None:
    parsed = sentence("Chad/NNP sent/VBD arms/NNS to/TO Togo/NNP through/IN Mali/NNP")
    (clause,) = parsed.clauses
    assert [(small, parsed.words[chunk.head]) for small, chunk in clause.links] == [("to", "togo"), ("through", "mali")]


def test_a_phrase_knows_what_hangs_on_it() -> None:
    parsed = sentence("The/DT president/NN of/IN Chad/NNP ,/, Ali/NNP Baba/NNP ,/, left/VBD")
    phrase = parsed.clauses[0].subject_phrase
    assert phrase is not None
    assert [(small, parsed.words[c.head]) for small, c in phrase.ties] == [("of", "chad")]
    assert [parsed.words[p.head.head] for p in phrase.appositions] == ["baba"]


def test_a_walk_is_linear_in_the_length_of_the_sentence() -> None:
    step = "Chad/NNP said/VBD Mali/NNP left/VBD ,/, and/CC "
    parsed = sentence(step * 500 + "Togo/NNP left/VBD")
    assert len(parsed.clauses) == 1001
