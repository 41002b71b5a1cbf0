import pytest
from parsed import cut, grammar

from agents.extraction.parse.verbs import VerbFinder

GROUPS = [
    ("They/PRP have/VBP not/RB yet/RB been/VBN told/VBN", "told", "finite passive negated present perfect"),
    ("Oslo/NNP will/MD lift/VB the/DT ban/NN", "lift", "finite future simple will"),
    ("Oslo/NNP wo/MD n't/RB lift/VB it/PRP", "lift", "finite negated future simple will"),
    ("Oslo/NNP might/MD have/VB lifted/VBN it/PRP", "lifted", "finite none perfect might"),
    ("Oslo/NNP was/VBD weighing/VBG a/DT ban/NN", "weighing", "finite past progressive"),
    ("ships/NNS being/VBG searched/VBN", "searched", "ing passive none progressive"),
    ("to/TO fully/RB lift/VB it/PRP", "lift", "to none simple"),
    ("arms/NNS seized/VBN in/IN port/NN", "seized", "en passive none simple"),
    ("Oslo/NNP no/RB longer/RBR recognises/VBZ it/PRP", "recognises", "finite negated present simple"),
    ("It/PRP does/VBZ not/RB recognise/VB it/PRP", "recognise", "finite negated present simple"),
    ("It/PRP will/MD ,/, however/RB ,/, go/VB on/RP", "go", "finite future simple will"),
]


@pytest.mark.parametrize(("tagged", "verb", "expected"), GROUPS)
def test_a_group_tells_form_tense_aspect_voice_and_negation(tagged: str, verb: str, expected: str) -> None:
    words, tags = cut(tagged)
    (group,) = VerbFinder([w.lower() for w in words], tags, grammar()).groups()
    told = [group.form, *(["passive"] if group.passive else []), *(["negated"] if group.negated else [])]
    told += [group.tense, group.aspect, *([group.modal] if group.modal else [])]
    assert (words[group.head], " ".join(told)) == (verb, expected)


@pytest.mark.parametrize(
    "tagged",
    [
        "the/DT escalating/VBG war/NN",
        "imposed/VBD targeted/VBN sanctions/NNS",
        "Brazil/NNP -/HYPH led/VBN talks/NNS",
        "its/PRP$ recently/RB seized/VBN ships/NNS",
    ],
)
def test_a_participle_before_its_noun_is_no_verb(tagged: str) -> None:
    words, tags = cut(tagged)
    found = [words[g.head] for g in VerbFinder(words, tags, grammar()).groups()]
    assert not {"escalating", "targeted", "led", "seized"} & set(found)


def test_a_question_holds_its_subject_inside() -> None:
    words, tags = cut("Why/WRB did/VBD the/DT minister/NN so/RB suddenly/RB resign/VB ?/.")
    (group,) = VerbFinder(words, tags, grammar()).groups()
    assert (words[group.head], group.inner) == ("resign", (2, 3))


def test_a_particle_ends_the_group() -> None:
    words, tags = cut("They/PRP called/VBD off/RP the/DT talks/NNS")
    (group,) = VerbFinder(words, tags, grammar()).groups()
    assert (group.head, group.last) == (1, 2)


def test_a_headline_gives_tense_to_what_has_none() -> None:
    words, tags = cut("to/TO visit/VB")
    (group,) = VerbFinder(words, tags, grammar()).groups()
    group.make_headline()
    assert (group.form, group.tense) == ("finite", "future")


def test_a_lone_participle_may_be_the_past_that_is_spelt_alike() -> None:
    words, tags = cut("rebels/NNS seized/VBN it/PRP")
    (group,) = VerbFinder(words, tags, grammar()).groups()
    group.make_past()
    assert (group.form, group.passive, group.tense) == ("finite", False, "past")
