import pytest
from parsed import sentence


@pytest.mark.parametrize(
    ("tagged", "verb", "subject"),
    [
        ("Chad/NNP ,/, urged/VBN on/RP ,/, left/VBD", "urged", "chad"),
        ("Chad/NNP left/VBD ,/, weeping/VBG", "weeping", "chad"),
        (
            "Men/NNS marched/VBD in/IN the/DT town/NN of/IN Puno/NNP demanding/VBG that/IN he/PRP go/VB",
            "demanding",
            "men",
        ),
        ("Men/NNS marched/VBD in/IN the/DT town/NN urging/VBG reforms/NNS", "urging", "men"),
        ("Men/NNS lived/VBD in/IN the/DT town/NN facing/VBG Puno/NNP", "facing", "the town"),
        ("She/PRP left/VBD Chad/NNP weeping/VBG", "weeping", "she"),
        ("Chad/NNP let/VBD Mali/NNP go/VB", "go", "mali"),
        ("Chad/NNP had/VBD to/TO go/VB and/CC to/TO pay/VB", "pay", "chad"),
    ],
)
def test_who_does_what_has_no_tense(tagged: str, verb: str, subject: str) -> None:
    parsed = sentence(tagged)
    clause = next(c for c in parsed.clauses if parsed.words[c.group.head] == verb)
    assert clause.subject is not None
    assert " ".join(parsed.words[clause.subject.first : clause.subject.last + 1]) == subject
