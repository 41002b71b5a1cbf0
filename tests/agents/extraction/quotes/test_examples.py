"""Every example written in the cue files: the sentence that must be read so, and the one that must not."""

from __future__ import annotations

import pytest

from agents.extraction import parse_of, quotes
from agents.extraction.text import Text
from agents.lexicon import FOLDER
from agents.lexicon.cues import Cues

CUES = Cues.load(FOLDER)
EXAMPLES = [(lang, *example) for lang, speech in sorted(CUES.languages.items()) for example in speech.examples]


def kinds(sentence: str, lang: str) -> set[str]:
    text = Text(sentence, lang=lang)
    return {q.cue.kind for q in quotes.find(text, (), CUES, "", parse_of(text)) if q.cue is not None}


@pytest.mark.parametrize(("lang", "kind", "match", "miss"), EXAMPLES, ids=lambda x: x[:40])
def test_a_cue_reads_its_example_and_not_the_other_sense(lang: str, kind: str, match: str, miss: str) -> None:
    assert kind in kinds(match, lang)
    assert kinds(miss, lang) == set()
