"""Reads one sentence in four passes: triggers, who governs whom, drafts, and the choice among them.

Called by signals.find and by explain.py, so that what is explained is what was done.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.extraction import budget
from agents.extraction.signals.choose import choose
from agents.extraction.signals.compose import Draft, draft
from agents.extraction.signals.governing import govern
from agents.extraction.signals.parties import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.triggers import Match, scan
from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity


@dataclass(frozen=True, slots=True)
class Passes:
    """What each pass left of a sentence."""

    sentence: Sentence
    matches: list[Match]
    governed: list[Match]
    drafts: list[Draft]
    chosen: list[Draft]


def read_sentence(sentence: Sentence, scene: Scene) -> Passes:
    """Run the passes over one sentence; over none once the text has told more than is read of one."""
    if scene.deeds >= budget.DEEDS:
        scene.text.cuts["deeds"] += 1
        return Passes(sentence, [], [], [], [])
    matches = scan(sentence)
    scene.deeds += len(matches)
    if sentence.passed_over:
        scene.text.cuts["triggers"] += sentence.passed_over
    governed = govern(sentence, matches)
    deeds = [m for m in governed if m.rule.signal]  # the others only govern
    drafts = [made for m in deeds if (made := draft(sentence, m, scene)) is not None]
    return Passes(sentence, matches, governed, drafts, choose(sentence, drafts))


def sentences(text: Text, entities: Sequence[Entity], rules: Rules) -> Iterator[Sentence]:
    """Give the sentences in which a word of some rule stands, each with its names."""
    starts = [e.start for e in entities]
    anchored = _anchored(text, rules)
    if len(anchored) > budget.SENTENCES:
        text.cuts["deeds"] += len(anchored) - budget.SENTENCES
    for index in anchored[: budget.SENTENCES]:
        begin, end = text.sentences[index]
        inside = entities[bisect_right(starts, begin - 1) : bisect_right(starts, end - 1)]
        yield Sentence(text.body, begin, end, inside, rules)


def _anchored(text: Text, rules: Rules) -> list[int]:
    """The sentences with an anchor: one scan of the whole text."""
    lowered = text.body.lower()
    if len(lowered) != len(text.body):  # a few letters grow when lowered; offsets must not
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.body)
    hits = rules.anchors.find_matches_as_indexes(lowered)
    return sorted({text.sentence_at(at) for _, at, end in hits if _is_word(lowered, at, end)})


def _is_word(lowered: str, at: int, end: int) -> bool:
    return not (at and lowered[at - 1].isalnum()) and not (end < len(lowered) and lowered[end].isalnum())
