"""Letters: verb or noun, name or headline, and offsets that hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction.signals.sentence import Sentence

Make = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("Police beat protesters in Minsk.", "beat", "V"),
        ("Israel cut aid to the region.", "cut", "V"),
        ("The peace talks in Geneva ended.", "talks", "X"),
        ("They want to talk.", "talk", "V"),
        ("Israeli strikes hit the port.", "strikes", "X"),
        ("The besieged town fell.", "besieged", "X"),
        ("He was sentenced on Friday.", "friday", "Z"),
    ],
)
def test_letters(sentence: Make, text: str, word: str, letter: str) -> None:
    s = sentence(text)
    assert s.letters[s.words.index(word)] == letter


def test_offsets_point_into_the_body(sentence: Make) -> None:
    text = "The U.S. won't lift Iran's sanctions – “not now”."
    s = sentence(text)
    assert [text[a:b].lower().replace("’", "'") for a, b in zip(s.starts, s.ends, strict=True)] == s.words
    assert s.words[s.words.index("wo") + 1] == "n't"
    assert "u.s." in s.words


def test_headlines_are_told_from_sentences(sentence: Make) -> None:
    assert sentence("Poland Expels Three Russian Diplomats").is_headline
    assert sentence("Poland expels three Russian diplomats").is_title
    assert not sentence("Poland expelled three Russian diplomats.").is_title


def test_what_heads_a_text_may_be_longer(sentence: Make) -> None:
    text = "Poland expels three diplomats, shuts two consulates and stops all trains to the east from early Monday on"
    s = sentence(text)
    assert not s.is_title
    heading = sentence(text)
    heading.heads = True
    assert heading.is_title


def test_what_came_of_a_deed_does_not_say_what_a_sentence_is_about(sentence: Make) -> None:
    assert not sentence("China targets three American firms, sending shares down").is_elsewhere
    assert sentence("China's shares fell on Monday").is_elsewhere


def test_terms_are_found_singular_and_plural(sentence: Make) -> None:
    s = sentence("New sanctions and an arms embargo followed.")
    assert s.term_at(1, "sanctions") == 1
    assert s.term_at(4, "sanctions") == 5


def test_a_state_is_found_in_a_headlines_capitals(sentence: Make) -> None:
    s = sentence("Norway and Chad Sign Trade Agreement")
    assert "".join(s.letters[:4]) == "ECEV"
    assert [e.actor_id for e in s.entities if e.text == "Chad"] == ["TCD"]


def test_a_word_before_a_finite_verb_is_its_noun(sentence: Make) -> None:
    s = sentence("Peaceful protests begin across Manila")
    assert s.letters[s.words.index("protests")] == "X"


def test_no_term_is_seen_in_a_compound_that_means_something_else(sentence: Make) -> None:
    assert "sanctions" not in sentence("Peru abolished the death penalty.").classes
    assert "sanctions" in sentence("Peru imposed a penalty.").classes


def test_within_a_term_that_means_something_else_no_other_is_seen(sentence: Callable[[str], Sentence]) -> None:
    s = sentence("The bank was hit by a cyber attack after an attack on Lima.")
    attacks = [k for k, word in enumerate(s.words) if word == "attack" and s.term_at(k, "assault_noun") is not None]
    assert attacks == [s.words.index("lima") - 2]
