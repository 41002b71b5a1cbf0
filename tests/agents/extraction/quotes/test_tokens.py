from __future__ import annotations

from agents.extraction.marks import regions
from agents.extraction.quotes.tokens import NAME, PART, is_final, units
from agents.extraction.text import Text


def cut(body: str, cues: frozenset[str] = frozenset()) -> list[str]:
    text = Text(body, lang="en")
    return [body[u.start : u.end] for u in units(text, regions(body, text.paragraphs, "en"), cues)]


def test_a_sentence_ends_outside_marks_only() -> None:
    assert len(cut('"We lost. We will win," he said. He left.')) == 2


def test_a_cue_belongs_to_the_question_before_it() -> None:
    assert len(cut("“Why now?” Trenton Oduya wondered. He left.", frozenset({"wondered"}))) == 2


def test_marked_words_are_one_token_and_look_like_a_name_or_like_speech(parse) -> None:
    _, tokens = parse('The "Rundblick" wrote that "all is lost" on 5,000 posters.')
    assert [t.low for t in tokens if t.shape == "Q"] == [NAME, PART]
    assert next(t.low for t in tokens if t.shape == "n") == "5,000"
    assert is_final(tokens[-1]) and not is_final(tokens[0])
