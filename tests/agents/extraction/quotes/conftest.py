"""Reads sentences for the tests of quotes: as tokens with their grammar, or whole."""

from __future__ import annotations

from collections.abc import Callable

import parsed
import pytest

from agents.extraction import parse_of, quotes
from agents.extraction.marks import regions
from agents.extraction.parse.parse import Sentence
from agents.extraction.quotes.grammar import UNWRITTEN, Grammar, grammar
from agents.extraction.quotes.tokens import Token, Unit, units
from agents.extraction.text import Text
from agents.lexicon import FOLDER
from agents.lexicon.cues import Cues
from agents.records import Quote

CUES = Cues.load(FOLDER)
for known in (UNWRITTEN, *CUES.languages.values()):
    _ = grammar(known).parsed  # patterns are compiled once for each language: no single test shall be timed with that

Parse = Callable[..., tuple[Grammar, list[Token]]]
Read = Callable[..., tuple[Quote, ...]]


@pytest.fixture
def cues() -> Cues:
    return CUES


@pytest.fixture
def parse(unit) -> Parse:
    """The grammar of a language and the tokens of one sentence."""

    def one(sentence: str, lang: str = "en") -> tuple[Grammar, list[Token]]:
        g, found = unit(sentence, lang)
        return g, found.tokens

    return one


@pytest.fixture
def unit() -> Callable[..., tuple[Grammar, Unit]]:
    """The grammar of a language and one sentence."""

    def one(sentence: str, lang: str = "en") -> tuple[Grammar, Unit]:
        text = Text(sentence, lang=lang)
        speech = CUES.languages[lang]
        return grammar(speech), units(text, regions(sentence, text.paragraphs, lang), speech.forms)[0]

    return one


@pytest.fixture
def read() -> Read:
    """All quotes of a text without any entities."""

    def all_of(body: str, lang: str = "en") -> tuple[Quote, ...]:
        text = Text(body, lang=lang)
        return quotes.find(text, (), CUES, "doc", parse_of(text))

    return all_of


@pytest.fixture
def sentence() -> Callable[[str], tuple[Grammar, Sentence]]:
    """The words of speech and one English sentence with hand tags: "Roa/NNP left/VBD"."""
    return lambda tagged: (grammar(CUES.languages["en"]), parsed.sentence(tagged))


@pytest.fixture
def said(read: Read) -> Callable[..., list[tuple[str, str | None]]]:
    """What was said and by whom, in words."""
    return lambda body, lang="en": [(q.text, q.speaker.text if q.speaker else None) for q in read(body, lang)]
