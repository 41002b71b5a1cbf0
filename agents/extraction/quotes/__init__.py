"""Who said what: direct, mixed and indirect speech with its speaker; called by `agents.extraction.read`.

Marks first, then the cues of each sentence, then marked words that no cue owns, then speakers.  The language
decides the rules; a language without rules gives direct speech only.  Belief and silence are no speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction import budget
from agents.extraction.quotes import english, german, plain
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import grammar
from agents.extraction.quotes.labels import Label, finished, labels
from agents.extraction.quotes.maker import Maker
from agents.extraction.quotes.marks import regions
from agents.extraction.quotes.speakers import Speakers
from agents.extraction.quotes.standalone import Act, Standalone
from agents.extraction.quotes.tokens import Unit, units
from agents.extraction.quotes.triggers import holds, triggers
from agents.extraction.text import Text
from agents.lexicon.cues import Cues
from agents.records import Entity, Quote

_READERS = {"en": english.attributions, "de": german.attributions}


def find(text: Text, entities: Sequence[Entity], cues: Cues, revision: str = "") -> tuple[Quote, ...]:
    """Find what was said in a text.  Pure; never raises on a text; offsets are characters of its body.

    `revision` is an opaque key of the document that goes into the ids; offsets do not, so that an edit
    elsewhere keeps them.
    """
    marked = regions(text.body, text.paragraphs, text.lang)
    speech = cues.of(text.lang)
    cut = units(text, marked, speech.forms if speech is not None else ())
    g = grammar(speech) if speech is not None else None
    reader = _READERS.get(text.lang, plain.attributions)
    walk = Standalone(text.body, marked, cut, g)
    labelled = labels(text, g)
    spoken = triggers(g).places(text.body) if g is not None else ()
    for number, unit in enumerate(cut):
        label = labelled.get(unit.paragraph)
        if label is not None:
            if unit.start <= label.speaker[0]:
                walk.take(number, [_labelled(text.body, label, number)], set(range(len(unit.tokens))))
            continue
        if not unit.regions and not holds(spoken, unit.start, unit.end):
            continue
        tokens = unit.tokens
        if len(tokens) > budget.TOKENS:  # cues are compared with each other
            text.cuts["tokens"] += 1
        found = reader(g, tokens) if g is not None and len(tokens) <= budget.TOKENS else []
        owned = {k for one in found for a, b in one.pieces for k in range(a, b + 1)} if unit.regions else set()
        walk.take(number, [_act(unit, one, number) for one in found], owned)
    if walk.passed_over:
        text.cuts["marks"] += walk.passed_over
    maker = Maker(text.body, cut, marked, Speakers(text, entities, g), revision)
    return maker.quotes(sorted(walk.acts, key=lambda a: a.pieces[0]))


def _labelled(body: str, label: Label, number: int) -> Act:
    content = finished(body, label.content) if label.type == "headline" else label.content
    return Act([content], label.speaker, label.type, number, type=label.type)


def _act(unit: Unit, one: Attribution, number: int) -> Act:
    t = unit.tokens
    pieces = [(t[a].start, t[b].end) for a, b in one.pieces]
    who = (t[one.subject[0]].start, t[one.subject[1]].end) if one.subject else None
    return Act(pieces, who, one.via, number, one)
