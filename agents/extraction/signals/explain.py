"""Tells what every rule did on a text: where it fired, what governed it, what became of it and why.

Called by `demarche rules test`; runs the same passes as `find` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.extraction.parse.parse import Parse
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.match import Match
from agents.extraction.signals.passes import Passes, read_sentence, sentences
from agents.extraction.signals.scene import Scene
from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity, Party, Quote


@dataclass(frozen=True, slots=True)
class Trace:
    """One rule at one place: what fired, and the fate of it."""

    rule: str
    pattern: str
    voice: str
    words: str
    governed_by: tuple[str, ...] = ()
    signal: str = ""
    type: str = ""
    cameo: str = ""
    status: str = ""
    source: str = ""
    target: str = ""
    confidence: float = 0.0
    fate: str = ""


def explain(
    text: Text, entities: Sequence[Entity], quotes: Sequence[Quote], rules: Rules, parse: Parse | None
) -> list[Trace]:
    """Give a trace for each rule that fired, in the order of the text."""
    if parse is None:
        return []
    scene = Scene(text, entities, quotes)
    return [trace for s in sentences(text, entities, rules, parse) for trace in _traces(read_sentence(s, scene))]


def _traces(passes: Passes) -> Iterator[Trace]:
    made = {id(d.match): d for d in passes.drafts}
    for match in sorted(passes.matches, key=lambda m: (m.head, m.rule.id)):
        draft = made.get(id(match))
        fate = draft.fate if draft is not None else passes.reasons[id(match)]
        yield _trace(passes, match, draft, fate)


def _trace(passes: Passes, match: Match, draft: Draft | None, fate: str) -> Trace:
    s = passes.sentence
    words = s.text(match.first, max(match.last, match.head))
    governors = tuple(f"{g.rule.id} ({s.text(g.head, g.head)})" for g in match.governors)
    if draft is None:
        return Trace(match.rule.id, match.pattern.text, match.voice, words, governors, fate=fate)
    outcome = draft.outcome
    return Trace(
        rule=match.rule.id,
        pattern=match.pattern.text,
        voice=match.voice,
        words=words,
        governed_by=governors,
        signal=outcome.signal,
        type=f"{outcome.type}/{outcome.mode}" if outcome.mode else outcome.type,
        cameo=outcome.cameo,
        status=draft.status,
        source=_show(draft.source),
        target=_show(draft.target),
        confidence=draft.confidence,
        fate=fate,
    )


def _show(party: Party | None) -> str:
    if party is None:
        return ""
    return f"{party.text} ({party.actor_id})" if party.actor_id else party.text
