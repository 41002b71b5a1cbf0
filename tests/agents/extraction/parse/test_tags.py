"""The shipped tagger: right on plain news and headlines, the same each time, small."""

from __future__ import annotations

import pytest

from agents.extraction.parse.tags import tagger_for
from agents.extraction.words import words_of
from agents.lexicon import FOLDER

SENTENCES = [
    "Turkey/NNP will/MD n't/RB send/VB troops/NNS ,/, its/PRP$ minister/NN said/VBD on/IN Monday/NNP ./.",
    "Rebels/NNS who/WP had/VBD attacked/VBN the/DT town/NN were/VBD driven/VBN out/RP by/IN the/DT army/NN ./.",
    "Minister/NNP Rejects/VBZ Plan/NNP to/TO Send/VB Troops/NNS",
    "PARLIAMENT/NN APPROVES/VBZ NEW/JJ SANCTIONS/NNS ON/IN RUSSIA/NNP",
    "The/DT talks/NNS failed/VBD because/IN neither/DT side/NN wanted/VBD peace/NN ./.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tags(sentence: str) -> None:
    pairs = [pair.rsplit("/", 1) for pair in sentence.split()]
    tagger = tagger_for("en")
    assert tagger is not None
    found = tagger.tag([word for word, _ in pairs])
    # In Title Case a noun and a name cannot always be told apart, and need not.
    assert [tag.replace("NNP", "NN") for tag in found] == [tag.replace("NNP", "NN") for _, tag in pairs]


def test_same_words_same_tags_whatever_was_tagged_before() -> None:
    tagger = tagger_for("en")
    assert tagger is not None
    words = words_of("The minister's plan to talk failed, says a source who fears talks.").words
    first = tagger.tag(words)
    for n in range(300):
        tagger.tag([f"word{n}", "plans", f"{n}"])
    assert tagger.tag(words) == first


@pytest.mark.parametrize("text", ["", ".", "漢字 ?", "\U0001f600 \u0301", "İSTANBUL ß", "@a http://b.c #d"])
def test_whatever_words_get_a_tag_each(text: str) -> None:
    tagger = tagger_for("en")
    assert tagger is not None
    words = words_of(text).words
    assert len(tagger.tag(words)) == len(words)


def test_a_language_without_weights_has_no_tagger() -> None:
    assert tagger_for("de") is None
    assert tagger_for("../en") is None
    assert tagger_for("und") is None


def test_the_weights_are_small() -> None:
    assert (FOLDER / "tags" / "en.json.gz").stat().st_size <= 1_500_000
