"""The text around a sentence, for those who read one: whom pronouns point to, who speaks where, who met whom before.

Made once a text by signals.find and by explain.py.  Only `deeds` grows, in the order of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from agents.extraction.people import antecedent
from agents.extraction.text import Text
from agents.records import Entity, Party, Quote, Span

_NESTED = 6  # quotes back in which the one around an offset is looked for


@dataclass(slots=True)
class Scene:
    """Names and quotes of a text."""

    text: Text
    entities: Sequence[Entity]
    quotes: Sequence[Quote]
    deeds: int = 0  # patterns that have held so far
    spoken: list[tuple[Span, Party]] = field(init=False)
    said: list[tuple[Span, Quote]] = field(init=False)

    def __post_init__(self) -> None:
        """Arrange who speaks where; stretches between marks lie apart, and the first quote of one has it."""
        spoken: dict[Span, Party] = {}
        for quote in self.quotes:
            if quote.speaker is not None:
                for span in quote.verbatim:
                    spoken.setdefault(span, quote.speaker)
        self.spoken = sorted(spoken.items(), key=itemgetter(0))
        self.said = sorted(((span, q) for q in self.quotes for span in q.pieces), key=itemgetter(0))

    def speaker_at(self, offset: int) -> Party | None:
        """Who says the words at an offset, where they stand between quotation marks."""
        at = bisect_right(self.spoken, offset, key=lambda one: one[0][0])
        if not at:
            return None
        (_, end), speaker = self.spoken[at - 1]
        return speaker if offset < end else None

    def said_at(self, offset: int) -> Quote | None:
        """The quote to which the words at an offset belong, the innermost where one stands in another."""
        at = bisect_right(self.said, offset, key=lambda one: one[0][0])
        near = reversed(self.said[max(0, at - _NESTED) : at])
        return next((quote for (_, end), quote in near if offset < end), None)

    def meant_by(self, pronoun: str, offset: int, other_than: Party | None = None) -> Entity | None:
        """Give the name that a pronoun stands for; never somebody who is `other_than` it."""

        def fits(entity: Entity) -> bool:
            return other_than is None or not _is_same(entity, other_than)

        return antecedent(pronoun, offset, self.entities, self.text, fits)


def _is_same(entity: Entity, party: Party) -> bool:
    """Tell whether a name stands for a party: "him" is not the one who speaks of him."""
    return entity.name == party.name
