"""The whole reader on texts of any kind: it never raises, and what it gives can be found again in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agents.extraction import budget, quotes
from agents.extraction.text import Text
from agents.lexicon import FOLDER
from agents.lexicon.cues import Cues

CUES = Cues.load(FOLDER)
MARKS = st.sampled_from(list("\"“”‘’'„»«—-,.:;?()"))
BREAKS = st.sampled_from([" ", "\n", "\n\n", " 5", '19"'])
WORDS = st.sampled_from(
    ["said", "told", "according to", "that", "he", "Roa", "the minister", "and", "of", "by", "saying", "called", "as",
     "whether", "if", "not", "“No,”", "sagte", "laut", "dass", "so", "zufolge", "nach", "Angaben", "sei", "que", "dit",
     "selon", "сказав"]
)  # fmt: skip
BODIES = st.lists(MARKS | WORDS | BREAKS, max_size=40).map(" ".join)


@given(BODIES, st.sampled_from(["en", "de", "fr", "es", "uk", "ru", "und"]))
def test_no_text_makes_it_raise_and_all_offsets_hold(body: str, lang: str) -> None:
    for quote in quotes.find(Text(body, lang=lang), (), CUES, "doc"):
        assert quote.text == " ... ".join(body[a:b] for a, b in quote.pieces)
        assert all(0 <= a < b <= len(body) for a, b in (*quote.pieces, *quote.verbatim))
        if quote.speaker is not None:
            assert body[quote.speaker.start : quote.speaker.end] == quote.speaker.text
        if quote.cue is not None:
            assert body[quote.cue.start : quote.cue.end] == quote.cue.text


def test_a_sentence_without_end_is_read_in_pieces(read) -> None:
    quotes = read("Roa said that it leaks and " * 400)
    assert quotes
    assert all(q.pieces[-1][1] - q.pieces[0][0] <= budget.SENTENCE for q in quotes)


def test_a_sentence_of_too_many_words_is_left_alone(read) -> None:
    """Marks join what is cut: who speaks is not looked for in such a list."""
    assert read("Roa said that " + "x “a. B” y “c. D” z " * 120) == ()
    assert read("Roa said that " + "x “a. B” y “c. D” z " * 3) != ()


def test_an_unknown_language_gives_direct_speech_only(read) -> None:
    (quote,) = read("Sanoi: “Emme aio luovuttaa tätä satamaa kenellekään.” Hän lähti, että näkee.", "fi")
    assert quote.type == "direct"


def test_quotes_come_in_order(read) -> None:
    found = read("“It leaks,” Roa said. Falk said it holds. According to Ana Lind, it is dry.")
    assert [q.pieces[0][0] for q in found] == sorted(q.pieces[0][0] for q in found)
    assert [q.type for q in found] == ["direct", "indirect", "indirect"]
