"""What was cut is told by an ellipsis after a whole word; what was not is left alone."""

import msgspec
import pytest
from makers import DAY0, make_evidence

from agents.excerpts import sentence_of, words_of
from agents.limits import QUOTE_CHARS
from agents.limits import REPORT_CHARS as SENTENCE
from agents.records import Evidence, Utterance

LONG = "Moscow would lose the revenue, " * 20


def evidence(sentence: str, span: int) -> Evidence:
    return msgspec.structs.replace(make_evidence(), sentence=sentence, start=100, end=100 + span)


def test_a_sentence_that_was_cut_ends_with_a_whole_word_and_an_ellipsis() -> None:
    assert LONG[SENTENCE - 1 : SENTENCE + 1].isalpha(), "the limit falls into a word"
    shown = sentence_of(evidence(LONG[:SENTENCE], len(LONG)))
    kept, mark = shown[:-2], shown[-2:]
    assert mark == " …"
    assert LONG.startswith(kept)
    assert not LONG[len(kept)].isalpha()
    assert len(kept) > SENTENCE - 12


@pytest.mark.parametrize("sentence", ["", "Britain blacklists two oil companies", "They met.", "x" * SENTENCE])
def test_a_whole_sentence_is_left_alone_and_so_is_a_headline(sentence: str) -> None:
    assert sentence_of(evidence(sentence, len(sentence))) == sentence


def test_words_without_a_space_are_not_lost() -> None:
    assert sentence_of(evidence("x" * SENTENCE, 900)) == "x" * SENTENCE + " …"


def test_a_comma_does_not_stand_before_the_ellipsis() -> None:
    cut = "a" * (SENTENCE - 5) + ", bcd"
    assert sentence_of(evidence(cut, 900)) == "a" * (SENTENCE - 5) + " …"


def test_an_utterance_has_a_limit_of_its_own() -> None:
    said = Utterance(
        id="q", at=DAY0, article_id="a", url="", outlet="", text=LONG[:QUOTE_CHARS], start=0, end=len(LONG), speaker="S"
    )
    assert words_of(said).endswith(" …")
    short = msgspec.structs.replace(said, text="We are ready", end=900)  # of two pieces far apart
    assert words_of(short) == "We are ready"
