from __future__ import annotations

import pytest

from agents.extraction.quotes.speaking import clause_subject, spoken, voice

VOICES = [
    ("Roa/NNP ,/, a/DT clerk/NN ,/, told/VBD Falk/NNP that/IN he/PRP left/VBD ./.", "roa", "subject", "asserted"),
    ("The/DT clerk/NN ,/, Roa/NNP ,/, said/VBD it/PRP leaks/VBZ ./.", "the clerk , roa", "subject", "asserted"),
    ("It/PRP leaks/VBZ ,/, said/VBD the/DT head/NN of/IN it/PRP ./.", "the head of it", "inverted", "asserted"),
    ("He/PRP will/MD say/VB that/IN it/PRP leaks/VBZ ./.", "he", "pronoun", "future"),
    ("Roa/NNP reportedly/RB said/VBD it/PRP leaks/VBZ ./.", "roa", "subject", "reportedly"),
    ("Falk/NNP was/VBD told/VBN by/IN Roa/NNP that/IN it/PRP leaks/VBZ ./.", "roa", "passive", "asserted"),
    ("The/DT man/NN who/WP said/VBD it/PRP leaks/VBZ left/VBD ./.", "who", "subject", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("tagged", "words", "via", "mood"), VOICES)
def test_who_speaks_and_how_far(sentence, tagged: str, words: str, via: str, mood: str) -> None:
    g, s = sentence(tagged)
    one = next(iter(spoken(g, s)))
    found = voice(g, s, one, None)
    assert found is not None
    assert (" ".join(s.words[found.words[0] : found.words[1] + 1]), found.via, found.modality) == (words, via, mood)


@pytest.mark.parametrize(
    "tagged",
    [
        "Falk/NNP was/VBD told/VBN that/IN it/PRP leaks/VBZ ./.",
        "The/DT cost/NN of/IN saying/VBG it/PRP leaks/VBZ rose/VBD ./.",
        "To/TO say/VB it/PRP leaks/VBZ is/VBZ wrong/JJ ./.",
        "Time/NN will/MD tell/VB if/IN it/PRP leaks/VBZ ./.",
    ],
)
def test_speech_of_nobody_has_no_voice(sentence, tagged: str) -> None:
    g, s = sentence(tagged)
    assert voice(g, s, next(iter(spoken(g, s))), None) is None


def test_a_second_verb_shares_the_voice_of_the_first(sentence) -> None:
    g, s = sentence("Roa/NNP said/VBD the/DT lock/NN leaks/VBZ ,/, adding/VBG that/IN it/PRP froze/VBD ./.")
    first, second = spoken(g, s)
    earlier = voice(g, s, first, None)
    assert earlier is not None
    found = voice(g, s, second, earlier)
    assert found is not None and (found.words, found.via) == (earlier.words, "shared-subject")


def test_only_a_paper_learns_and_only_a_report_shows(sentence) -> None:
    assert len(list(spoken(*sentence("The/DT newspaper/NN learned/VBD that/IN it/PRP leaks/VBZ ./.")))) == 1
    assert list(spoken(*sentence("The/DT child/NN learned/VBD that/IN it/PRP leaks/VBZ ./."))) == []


def test_the_last_subject_of_a_stretch(sentence) -> None:
    _, s = sentence("Roa/NNP left/VBD and/CC the/DT clerk/NN ,/, who/WP slept/VBD ,/, woke/VBD ./.")
    assert clause_subject(s, s.starts[-1]) == s.span(3, 4)
    assert clause_subject(s, 0) is None
