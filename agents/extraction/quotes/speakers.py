"""Makes the speaker of a quote from its words: name, actor, kind and how sure that is; called by `find`.

Resolves by the entities of the text.  Guesses no identity: what no entity stands for keeps its words only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from agents.extraction.quotes.grammar import Grammar
from agents.extraction.text import Text
from agents.records import Entity, Party, Span, Speaker, SpeakerKind

# How often a speaker found this way is the right one; measured on development news, rounded.
_SURE = {
    "subject": 0.9, "inverted": 0.92, "apposition": 0.88, "pronoun": 0.85, "source": 0.88, "colon": 0.85,
    "passive": 0.85, "shared-subject": 0.8, "clause-subject": 0.65, "continued": 0.85, "implicit": 0.55,
    "fragment": 0.5, "dash": 0.8, "transcript": 0.9,
}  # fmt: skip


class Speakers:
    """The entities of one text, asked by place."""

    def __init__(self, text: Text, entities: Sequence[Entity], grammar: Grammar | None) -> None:
        self.text = text
        self.entities = sorted(entities, key=lambda e: e.start)
        self.starts = [e.start for e in self.entities]
        self.grammar = grammar

    def inside(self, span: Span) -> list[Entity]:
        """Give the entities that lie in a span."""
        start, end = span
        found = []
        for k in range(bisect_left(self.starts, start), len(self.entities)):
            entity = self.entities[k]
            if entity.start >= end:
                break
            if entity.end <= end:
                found.append(entity)
        return found

    def entity_of(self, span: Span) -> Entity | None:
        """Give the entity that words stand for: a person named there, else what the head of the phrase names."""
        inside = self.inside(span)
        persons = [e for e in inside if e.type == "PER"]
        if persons:
            return persons[-1]
        body = self.text.body
        for entity in inside:
            rest = body[entity.end : span[1]].strip(" '’s")
            if not rest and body[entity.end : entity.end + 2] not in ("'s", "’s"):
                return entity
        return inside[0] if inside and inside[0].start - span[0] <= 4 and self._acts(inside[0], span) else None

    def _acts(self, entity: Entity, span: Span) -> bool:
        """Tell whether the whole phrase acts for its first name: "Russia's foreign ministry", "Israeli officials"."""
        return entity.actor_id is not None and entity.type != "PER"

    def party(self, span: Span) -> Party:
        """Make a party of words."""
        entity = self.entity_of(span)
        words = self.text.body[span[0] : span[1]]
        if entity is None:
            return Party(text=words, start=span[0], end=span[1])
        return Party(
            text=words, start=span[0], end=span[1], name=entity.name or entity.text,
            actor_id=entity.actor_id, person_id=entity.person_id,
        )  # fmt: skip

    def speaker(self, span: Span, via: str, stands_for: Span | None = None) -> Speaker:
        """Make a speaker of words.  `stands_for` are the words a pronoun or "who" points back to."""
        party = self.party(stands_for or span)
        words = self.text.body[span[0] : span[1]]
        steps = (via, "antecedent") if stands_for else (via,)
        return Speaker(
            text=words, start=span[0], end=span[1], name=party.name or (party.text if stands_for else ""),
            actor_id=party.actor_id, person_id=party.person_id, kind=self.kind(stands_for or span),
            via=steps, confidence=_SURE.get(via, 0.5),
        )  # fmt: skip

    def kind(self, span: Span) -> SpeakerKind:
        """Say what sort of speaker words name."""
        entity = self.entity_of(span)
        if entity is not None and entity.type == "PER":
            return "person"
        words = self.text.body[span[0] : span[1]].lower().replace("’", "'").split()
        if self.grammar is None or not words:
            return "organisation" if entity is not None else "unknown"
        word = self.grammar.speech.word_class
        if set(words) & word("outlets"):
            return "outlet"
        if set(words) & word("documents"):
            return "document"
        if entity is None and set(words) & word("anonymous"):
            return "anonymous"
        if entity is not None:
            return "organisation"
        if set(words) & word("groups"):
            return "organisation"
        if set(words) & word("persons"):
            return "group" if words[-1].endswith("s") else "person"
        return "person" if words[0] in {"he", "she", "i"} else "unknown"
