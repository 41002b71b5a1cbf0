import pytest
from parsed import sentence


@pytest.mark.parametrize(
    ("tagged", "verb", "form"),
    [
        ("rebels/NNS seized/VBN two/CD towns/NNS", "seized", "finite"),
        ("He/PRP said/VBD the/DT men/NNS held/VBN fled/VBD", "held", "en"),
        ("men/NNS told/VBN that/IN Ali/NNP left/VBD wept/VBD", "told", "en"),
        ("men/NNS held/VBN in/IN Lima/NNP wept/VBD", "held", "en"),
    ],
)
def test_a_past_is_told_from_the_participle_spelt_alike(tagged: str, verb: str, form: str) -> None:
    parsed = sentence(tagged)
    clause = next(c for c in parsed.clauses if parsed.words[c.group.head] == verb)
    assert clause.group.form == form


@pytest.mark.parametrize(
    ("tagged", "verb", "form"),
    [
        ("men/NNS called/VBN on/IN Monday/NNP left/VBD ./.", "called", "en"),
        ("others/NNS ,/, however/RB ,/, say/VB it/PRP leaks/VBZ ./.", "say", "finite"),
        ("they/PRP made/VBD Ali/NNP say/VB it/PRP ./.", "say", "base"),
    ],
)
def test_a_verb_of_speech_is_told_by_what_stands_around_it(tagged: str, verb: str, form: str) -> None:
    found = sentence(tagged)
    assert next(c.group.form for c in found.clauses if found.words[c.group.head] == verb) == form
