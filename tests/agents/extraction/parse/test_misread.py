import pytest
from parsed import sentence


@pytest.mark.parametrize(
    ("tagged", "verb", "form"),
    [
        ("rebels/NNS seized/VBN two/CD towns/NNS", "seized", "finite"),
        ("He/PRP said/VBD the/DT driver/NN sped/VBN", "sped", "finite"),
        ("He/PRP said/VBD the/DT men/NNS held/VBN fled/VBD", "held", "en"),
        ("aides/NNS insisted/VBN that/IN Ali/NNP left/VBD", "insisted", "finite"),
        ("men/NNS told/VBN that/IN Ali/NNP left/VBD wept/VBD", "told", "en"),
        ("men/NNS held/VBN in/IN Lima/NNP wept/VBD", "held", "en"),
    ],
)
def test_a_past_is_told_from_the_participle_spelt_alike(tagged: str, verb: str, form: str) -> None:
    parsed = sentence(tagged)
    clause = next(c for c in parsed.clauses if parsed.words[c.group.head] == verb)
    assert clause.group.form == form
