"""Reads steps of policy from a text: who did what to whom, how far it got, and the words that show it.

`find` is called by agents.extraction.read after names and quotes.  It prefers silence to a wrong signal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from agents.extraction.signals.choose import choose
from agents.extraction.signals.compose import draft, govern, signal
from agents.extraction.signals.parties import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import scan
from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity, Quote, Signal


def find(
    text: Text, entities: Sequence[Entity], quotes: Sequence[Quote], rules: Rules, revision: str = ""
) -> tuple[Signal, ...]:
    """Find the signals of a text, the most salient first."""
    scene = Scene(text, entities, quotes)
    starts = [e.start for e in entities]
    found: list[Signal] = []
    for index in _anchored(text, rules):
        begin, end = text.sentences[index]
        inside = entities[bisect_right(starts, begin - 1) : bisect_right(starts, end - 1)]
        sentence = Sentence(text.body, begin, end, inside, rules)
        matches = govern(sentence, scan(sentence))
        drafts = [d for m in matches if (d := draft(sentence, m, scene)) is not None]
        found.extend(signal(sentence, d, revision) for d in choose(sentence, drafts))
    return tuple(sorted(found, key=lambda s: (s.start, -s.confidence)))


def _anchored(text: Text, rules: Rules) -> list[int]:
    """The sentences in which a word of some rule stands: one scan of the whole text."""
    lowered = text.body.lower()
    if len(lowered) != len(text.body):  # a few letters grow when lowered; offsets must not
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.body)
    hits = rules.anchors.find_matches_as_indexes(lowered)
    return sorted({text.sentence_at(at) for _, at, end in hits if _is_word(lowered, at, end)})


def _is_word(lowered: str, at: int, end: int) -> bool:
    return not (at and lowered[at - 1].isalnum()) and not (end < len(lowered) and lowered[end].isalnum())
