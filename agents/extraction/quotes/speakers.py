"""Makes the speaker of a quote from its words: name, actor, kind and how sure that is; called by `find`.

Resolves by the entities of the text and by who spoke before.  Guesses no identity: what nothing stands for
keeps its words only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from agents.extraction.people import antecedent, in_turn, named_before
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.text import Text
from agents.records import Entity, Party, Span, Speaker, SpeakerKind

# How often a speaker found by this step is the right one: shares measured on development news.
_SURE = {
    "subject": 0.97, "inverted": 0.97, "apposition": 0.97, "pronoun": 0.98, "source": 0.95, "colon": 0.7,
    "passive": 0.8, "shared-subject": 0.83, "clause-subject": 0.7, "continued": 0.79, "implicit": 0.54,
    "fragment": 0.5, "dash": 0.95, "transcript": 0.95, "headline": 0.95,
}  # fmt: skip


class Speakers:
    """The entities of one text, asked by place; remembers who spoke last."""

    def __init__(self, text: Text, entities: Sequence[Entity], grammar: Grammar) -> None:
        self.text = text
        self.entities = sorted(entities, key=attrgetter("start"))
        self.starts = [e.start for e in self.entities]
        self.grammar = grammar
        self.last_person: Entity | None = None
        self.last_end = 0

    def inside(self, span: Span) -> list[Entity]:
        """Give the entities that lie in a span."""
        start, end = span
        found = []
        for k in range(bisect_left(self.starts, start), len(self.entities)):
            if self.entities[k].start >= end:
                break
            if self.entities[k].end <= end:
                found.append(self.entities[k])
        return found

    def entity_of(self, span: Span) -> Entity | None:
        """Give the entity that words stand for: the person named there, else whom the phrase acts for."""
        inside = self.inside(span)
        persons = [e for e in inside if e.type == "PER" and not self._owns(e, span)]
        if persons:
            return persons[-1]
        for entity in inside:
            if not self.text.body[entity.end : span[1]].strip(' ."”'):
                return entity
        first = inside[0] if inside and not self._unnamed(span) else None
        return first if first is not None and first.actor_id is not None and first.type != "PER" else None

    def _unnamed(self, span: Span) -> bool:
        """Tell whether words name nobody: "FT sources", "two people briefed on the draft"."""
        words = self.text.body[span[0] : span[1]].lower().split()
        return bool(self.grammar.speech.word_class("unnamed") & set(words))

    def _owns(self, entity: Entity, span: Span) -> bool:
        """Tell whether a person only owns what speaks: "Roa's lawyer"."""
        return self.text.body[entity.end : entity.end + 2] in ("'s", "’s") and entity.end + 2 < span[1]

    def party(self, span: Span, entity: Entity | None = None) -> Party:
        """Make a party of words, resolved by the entity in them or by the one given."""
        entity = entity or self.entity_of(span)
        words = self.text.body[span[0] : span[1]]
        if entity is None:
            return Party(text=words, start=span[0], end=span[1])
        return Party(
            text=words, start=span[0], end=span[1], name=entity.name,
            actor_id=entity.actor_id, person_id=entity.person_id,
        )  # fmt: skip

    def speaker(self, span: Span, via: str) -> Speaker:
        """Make a speaker of words; pronouns are resolved to whom they stand for."""
        entity = self.entity_of(span)
        steps: tuple[str, ...] = (via,)
        sure = _SURE.get(via, 0.5)
        others: tuple[tuple[str, float], ...] = ()
        if entity is None:
            entity, step = self._behind(span)
            if entity is not None:
                steps += (step,)
                others = self._others(entity, span)
        if entity is not None and entity.type == "PER":
            self.last_person, self.last_end = entity, span[1]
        words, kind = self.text.body[span[0] : span[1]], self.kind(span, entity)
        if entity is None:
            return Speaker(text=words, start=span[0], end=span[1], kind=kind, via=steps, confidence=sure)
        return Speaker(
            text=words, start=span[0], end=span[1], name=entity.name, actor_id=entity.actor_id,
            person_id=entity.person_id, kind=kind, via=steps, alternatives=others, confidence=sure,
        )  # fmt: skip

    def _behind(self, span: Span) -> tuple[Entity | None, str]:
        """Find whom a pronoun or a "who" stands for."""
        words = self.text.body[span[0] : span[1]].lower()
        word = self.grammar.speech.word_class
        if words in word("relatives"):
            return named_before(span[0], self.entities, self.text), "relative"
        if words in word("personal"):
            last = (self.last_person, self.last_end) if self.last_person is not None else None
            return in_turn(words, span[0], self.entities, self.text, last), "antecedent"
        found = antecedent(words, span[0], self.entities, self.text) if words in word("things") else None
        return found, "antecedent"

    def _others(self, chosen: Entity, span: Span) -> tuple[tuple[str, float], ...]:
        """Name the other persons near enough to be meant, with what chance is left to them."""
        start = self.text.sentences[max(0, self.text.sentence_at(span[0]) - 1)][0]
        names = {e.name: e.person_id for e in self.inside((start, span[0])) if e.type == "PER"}
        names.pop(chosen.name, None)
        return tuple((ident or name, round(0.2 / len(names), 2)) for name, ident in list(names.items())[:3])

    def kind(self, span: Span, entity: Entity | None) -> SpeakerKind:
        """Say what sort of speaker words name."""
        if entity is not None and entity.type == "PER":
            return "person"
        words = set(self.text.body[span[0] : span[1]].lower().replace("’", "'").split())
        for kind, known in self.grammar.kinds.items():
            if not known.isdisjoint(words) or (kind == "organisation" and entity is not None):
                return kind
        return "unknown"
