"""Reads steps of policy from a text: who did what to whom, how far it got, and the words that show it.

`find` is called by agents.extraction.read after names and quotes.  It prefers silence to a wrong signal.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.parse.parse import Parse
from agents.extraction.signals.draft import signal
from agents.extraction.signals.passes import read_sentence, sentences
from agents.extraction.signals.scene import Scene
from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity, Quote, Signal

__all__ = ["find"]

_TELLING = 300  # characters from which the guessed language of a text can be trusted


def find(
    text: Text,
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
    rules: Rules,
    parse: Parse | None,
    revision: str = "",
) -> tuple[Signal, ...]:
    """Find the signals of a text, the most salient first: the surest, then in the order of the text.

    Rules are written for English; a text known to be in another language gives none.
    """
    if parse is None or (len(text.body) > _TELLING and text.lang not in ("en", "und")):
        return ()
    scene = Scene(text, entities, quotes)
    found: list[Signal] = []
    for sentence in sentences(text, entities, rules, parse):
        if sentence.is_elsewhere:
            continue  # `choose` drops all drafts of it
        found.extend(signal(sentence, made, revision) for made in read_sentence(sentence, scene).chosen)
    return tuple(sorted(found, key=lambda s: (-s.confidence, s.start)))
