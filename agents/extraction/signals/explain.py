"""Tells what every rule did on a text: where it fired, what governed it, what became of it and why.

Called by `demarche rules test`; runs the same passes as `find` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.extraction.signals.compose import Draft
from agents.extraction.signals.parties import Scene
from agents.extraction.signals.passes import Passes, read_sentence, sentences
from agents.extraction.signals.triggers import Match
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


def explain(text: Text, entities: Sequence[Entity], quotes: Sequence[Quote], rules: Rules) -> list[Trace]:
    """Give a trace for each rule that fired, in the order of the text."""
    scene = Scene(text, entities, quotes)
    return [trace for s in sentences(text, entities, rules) for trace in _traces(read_sentence(s, scene))]


def _traces(passes: Passes) -> Iterator[Trace]:
    made = {id(d.match): d for d in passes.drafts}
    chosen = {id(d) for d in passes.chosen}
    governed = {id(m) for m in passes.governed}
    for match in sorted(passes.matches, key=lambda m: (m.head, m.rule.id)):
        draft = made.get(id(match))
        if draft is None:
            fate = "no step by itself" if id(match) in governed else "spoken of, not reported"
        else:
            fate = "kept" if id(draft) in chosen else "less sure than another, or nobody's"
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
