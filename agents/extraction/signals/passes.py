"""Reads one sentence in passes: matches, their sense, who governs whom, drafts with roles and status, and the choice.

Called by signals.find and by explain.py, so that what is explained is what was done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.extraction import budget
from agents.extraction.parse.parse import Parse
from agents.extraction.signals.another_sense import why
from agents.extraction.signals.choose import choose
from agents.extraction.signals.compose import draft
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.govern import govern
from agents.extraction.signals.match import Match, scan
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity


@dataclass(frozen=True, slots=True)
class Passes:
    """What each pass left of a sentence."""

    sentence: Sentence
    matches: list[Match]
    drafts: list[Draft]
    chosen: list[Draft]
    reasons: dict[int, str]  # the identity of a match -> why no draft was made of it


def read_sentence(sentence: Sentence, scene: Scene) -> Passes:
    """Run the passes over one sentence; over none once the text has told more than is read of one."""
    if scene.deeds >= budget.DEEDS:
        scene.text.cuts["deeds"] += 1
        return Passes(sentence, [], [], [], {})
    matches = scan(sentence)
    scene.deeds += len(matches)
    if sentence.passed_over:
        scene.text.cuts["triggers"] += sentence.passed_over
    if not matches:
        return Passes(sentence, [], [], [], {})
    reasons = {id(match): another for match in matches if (another := why(sentence, match))}
    reasons |= govern(sentence, [match for match in matches if id(match) not in reasons])
    drafts: list[Draft] = []
    for match in matches:
        if id(match) in reasons:
            continue
        made = draft(sentence, match, scene) if match.rule.signal else "it only governs other deeds"
        if isinstance(made, Draft):
            drafts.append(made)
        else:
            reasons[id(match)] = made
    return Passes(sentence, matches, drafts, choose(sentence, drafts), reasons)


def sentences(text: Text, entities: Sequence[Entity], rules: Rules, parse: Parse | None) -> Iterator[Sentence]:
    """Give the sentences in which a word of some rule stands, each with its names."""
    if parse is None:
        return
    starts = [e.start for e in entities]
    titled = text.headline is not None  # a title may say all in words that stand everywhere
    anchored = [
        k for k in range(len(text.sentences)) if (titled and k == 0) or not rules.anchors.isdisjoint(parse.words(k).low)
    ]
    if len(anchored) > budget.SENTENCES:
        text.cuts["deeds"] += len(anchored) - budget.SENTENCES
    for index in anchored[: budget.SENTENCES]:
        begin, end = text.sentences[index]
        inside = entities[bisect_left(starts, begin) : bisect_left(starts, end)]
        yield Sentence(text.body, parse, index, inside, rules, heads=titled and index == 0)
