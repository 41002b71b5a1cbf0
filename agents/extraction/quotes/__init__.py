"""Who said what: direct, mixed and indirect speech with its speaker; called by `agents.extraction.read`.

Marks first, then the cues of each sentence, then marked words that no cue owns, then speakers.  The language
decides the rules; a language without rules gives direct speech only.  Belief and silence are no speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction import budget
from agents.extraction.marks import regions
from agents.extraction.parse.parse import Marked, Parse, Sentence
from agents.extraction.quotes import english, plain
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import UNWRITTEN, Grammar, grammar
from agents.extraction.quotes.labels import Label, finished, labels
from agents.extraction.quotes.maker import Maker
from agents.extraction.quotes.speakers import Speakers
from agents.extraction.quotes.standalone import Act, Standalone
from agents.extraction.quotes.tokens import NAME, Unit, role_of, units
from agents.extraction.quotes.triggers import triggers
from agents.extraction.quotes.woven import is_woven
from agents.extraction.text import Text
from agents.lexicon.cues import Cues
from agents.records import Entity, Quote


def find(
    text: Text, entities: Sequence[Entity], cues: Cues, revision: str = "", parse: Parse | None = None
) -> tuple[Quote, ...]:
    """Find what was said in a text.  Pure; never raises on a text; offsets are characters of its body.

    English is read from its `parse`; without one only its marks are.
    `revision` is an opaque key of the document that goes into the ids; offsets do not, so that an edit
    elsewhere keeps them.
    """
    marked = regions(text.body, text.paragraphs, text.lang)
    g = grammar(cues.of(text.lang) or UNWRITTEN)
    cut = units(text, marked, g.speech.forms)
    parsed = _Parses(text, parse, g) if parse is not None and text.lang == "en" else None
    walk = Standalone(text.body, marked, cut, g, parsed)
    labelled = labels(text, g)
    asked = 0
    for number, unit in enumerate(cut):
        label = labelled.get(unit.paragraph)
        if label is not None:
            if unit.start <= label.speaker[0]:
                walk.take(number, [_labelled(text.body, label, number)], set(range(len(unit.tokens))))
            continue
        if parsed is not None and parsed.is_silent(unit):
            continue
        found = _attributions(unit, g, parsed) if not _passed_over(text, unit, asked) else []
        asked += 1
        owned = _owned(unit, found) if unit.regions else set()
        walk.take(number, [_act(one, number) for one in found], owned)
    if walk.passed_over:
        text.cuts["marks"] += walk.passed_over
    maker = Maker(text.body, marked, Speakers(text, entities, g), revision)
    return maker.quotes(sorted(walk.acts, key=lambda a: a.pieces[0]))


def _passed_over(text: Text, unit: Unit, asked: int) -> bool:
    """Tell whether nobody's words are looked for in a sentence, since it is too long, or too many were asked before."""
    if unit.end - unit.start > 3 * budget.TOKENS and len(unit.tokens) > budget.TOKENS:
        text.cuts["tokens"] += 1  # cues are compared with each other
        return True
    if asked >= budget.SENTENCES:
        text.cuts["speech"] += 1
        return True
    return False


def _owned(unit: Unit, found: Sequence[Attribution]) -> set[int]:
    """The tokens of a unit that some attribution holds."""
    spans = [span for one in found for span in one.pieces]
    return {k for k, t in enumerate(unit.tokens) if any(a <= t.start and t.end <= b for a, b in spans)}


def _labelled(body: str, label: Label, number: int) -> Act:
    content = finished(body, label.content) if label.type == "headline" else label.content
    return Act([content], label.speaker, label.type, number, type=label.type)


def _act(one: Attribution, number: int) -> Act:
    return Act(list(one.pieces), one.subject, one.via, number, one)


def _attributions(unit: Unit, g: Grammar, parsed: _Parses | None) -> list[Attribution]:
    """Read one sentence by the rules of its language; characters of the text."""
    if parsed is not None:
        s = parsed(unit)
        if len(s) > budget.TOKENS:  # words woven in count too
            return []
        return [one.placed(s.starts.__getitem__, s.ends.__getitem__) for one in english.attributions(g, s)]
    tokens = unit.tokens
    found = plain.attributions(g, tokens)
    return [one.placed(lambda k: tokens[k].start, lambda k: tokens[k].end) for one in found]


class _Parses:
    """The parse of each unit: that of its sentence where no marks are in it."""

    def __init__(self, text: Text, parse: Parse, g: Grammar) -> None:
        self._text = text
        self._parse = parse
        self._g = g
        self._made: dict[int, Sentence] = {}

    def __call__(self, unit: Unit) -> Sentence:
        number = self._whole(unit)
        if number is not None:
            return self._parse.sentence(number)
        if unit.start not in self._made:
            marked = [
                Marked(r.start, r.end, r.inner, is_woven(self._g, unit, r), role_of(self._text.body, r) == NAME)
                for _, r in unit.regions
            ]
            self._made[unit.start] = self._parse.stretch(unit.start, unit.end, marked)
        return self._made[unit.start]

    def is_silent(self, unit: Unit) -> bool:
        """Tell whether the words of a unit alone show that it reports no speech."""
        number = self._whole(unit)
        return number is not None and not triggers(self._g).may_hold(self._parse.words(number).low)

    def _whole(self, unit: Unit) -> int | None:
        """Give the number of the sentence that a unit is, where no marks are in it."""
        number = self._text.sentence_at(unit.start)
        plain = not unit.regions and self._text.sentences[number] == (unit.start, unit.end)
        return number if plain else None
