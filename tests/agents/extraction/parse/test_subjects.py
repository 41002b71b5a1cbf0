import pytest
from parsed import sentence

SUBJECTS = [  # the verb asked for, its subject, how it is known
    ("Chad/NNP agreed/VBD to/TO go/VB", "go", "chad", "controlled"),
    ("Chad/NNP asked/VBD Mali/NNP to/TO go/VB", "go", "mali", "controlled"),
    ("Mali/NNP was/VBD asked/VBN to/TO go/VB", "go", "mali", "controlled"),
    ("a/DT plan/NN for/IN Mali/NNP to/TO go/VB failed/VBD", "go", "mali", "own"),
    ("Chad/NNP made/VBD Mali/NNP go/VB", "go", "mali", "controlled"),
    ("Chad/NNP accused/VBD Mali/NNP of/IN lying/VBG", "lying", "mali", "controlled"),
    ("Chad/NNP won/VBD by/IN lying/VBG", "lying", "chad", "adverbial"),
    ("Chad/NNP left/VBD ,/, saying/VBG little/JJ", "saying", "chad", "adverbial"),
    ("Speaking/VBG in/IN Lima/NNP ,/, Ali/NNP wept/VBD", "speaking", "ali", "adverbial"),
    ("the/DT men/NNS held/VBN in/IN Lima/NNP fled/VBD", "held", "the men", "participle"),
    ("the/DT head/NN of/IN Chad/NNP who/WP left/VBD wept/VBD", "left", "the head", "relative"),
    ("men/NNS of/IN a/DT band/NN that/WDT rule/VBP Lima/NNP fled/VBD", "rule", "men", "relative"),
    ("“/`` No/UH ,/, ”/'' said/VBD Ali/NNP Baba/NNP", "said", "ali baba", "own"),
    ("Chad/NNP ,/, Mali/NNP said/VBD ,/, would/MD go/VB", "go", "chad", "own"),
    ("Chad/NNP ,/, Mali/NNP said/VBD ,/, would/MD go/VB", "said", "mali", "own"),
    ("Chad/NNP ,/, Mali/NNP and/CC Togo/NNP left/VBD", "left", "chad", "own"),
    ("When/WRB Ali/NNP came/VBD the/DT men/NNS left/VBD", "left", "the men", "own"),
    ("Ali/NNP left/VBD after/IN talks/NNS failed/VBD", "failed", "talks", "own"),
    ("Last/JJ year/NN saw/VBD clashes/NNS", "saw", "last year", "own"),
    ("rebels/NNS seized/VBN two/CD towns/NNS", "seized", "rebels", "own"),
    ("He/PRP demanded/VBD that/IN Ali/NNP go/VB", "go", "ali", "own"),
    ("Ali/NNP ,/, whose/WP$ men/NNS fled/VBD ,/, wept/VBD", "wept", "ali", "own"),
    ("the/DT fair/NN in/IN Lima/NNP ,/, Peru/NNP was/VBD shut/VBN", "shut", "the fair", "own"),
    ("I/PRP saw/VBD Ali/NNP but/CC Omar/NNP left/VBD", "left", "omar", "own"),
    ("Xi/NNP to/TO speak/VB as/IN talks/NNS fail/VBP", "speak", "xi", "own"),
    ("Why/WRB did/VBD Ali/NNP go/VB ?/.", "go", "ali", "own"),
    ("What/WP happened/VBD ?/.", "happened", "what", "relative"),
]


@pytest.mark.parametrize(("tagged", "verb", "subject", "via"), SUBJECTS)
def test_whose_verb_it_is(tagged: str, verb: str, subject: str, via: str) -> None:
    parsed = sentence(tagged)
    clause = next(c for c in parsed.clauses if parsed.words[c.group.head] == verb)
    assert clause.subject is not None
    assert (" ".join(parsed.words[clause.subject.first : clause.subject.last + 1]), clause.via) == (subject, via)


def test_of_a_plan_to_leave_nobody_is_told() -> None:
    parsed = sentence("The/DT plan/NN to/TO go/VB angered/VBD Mali/NNP")
    assert parsed.clauses[0].subject is None
    assert parsed.clauses[1].subject is not None


@pytest.mark.parametrize(
    ("tagged", "verb", "kind"),
    [
        ("He/PRP said/VBD that/IN Ali/NNP left/VBD", "left", "that"),
        ("He/PRP said/VBD Ali/NNP left/VBD", "left", "that"),
        ("He/PRP knows/VBZ whether/IN Ali/NNP left/VBD", "left", "whether"),
        ("He/PRP wept/VBD because/IN Ali/NNP left/VBD", "left", "reason"),
        ("He/PRP wept/VBD when/WRB Ali/NNP left/VBD", "left", "adverbial"),
        ("men/NNS who/WP left/VBD wept/VBD", "left", "relative"),
    ],
)
def test_kinds_of_clauses(tagged: str, verb: str, kind: str) -> None:
    parsed = sentence(tagged)
    assert next(c.kind for c in parsed.clauses if parsed.words[c.group.head] == verb) == kind


def test_who_stands_behind_a_verb_of_speech_speaks() -> None:
    found = sentence("the/DT plan/NN ,/, said/VBD the/DT head/NN of/IN it/PRP ,/, is/VBZ dead/JJ ./.")
    clause = next(c for c in found.clauses if found.words[c.group.head] in ("said", "told"))
    assert clause.subject is not None
    assert " ".join(found.words[clause.subject.first : clause.subject.last + 1]) == "the head"
