"""Who acts or suffers together: names that stand in one list, "France, Germany and Poland".

A list is names with nothing but commas, "and" and articles between them, and ends with "and" unless a title has it.
Called by `agents.extraction`; `agents.happenings` asks it for the others on a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.extraction.parse.parse import Parse
from agents.extraction.text import Text
from agents.records import Entity, Party

_FEWEST = 2
_LINK = re.compile(r"(?:,|(,?\s+and|\s*&))\s+(?:the\s+)?", re.IGNORECASE)


class Lists:
    """The lists of names of a text."""

    def __init__(self, text: Text, entities: Sequence[Entity], parse: Parse | None) -> None:
        self._text = text
        self._parse = parse
        self._of: dict[int, list[Entity]] = {e.start: run for run in self._runs(entities) for e in run}

    def beside(self, party: Party, trigger: int) -> Iterator[Party]:
        """Give the others of the list that a party stands in, `trigger` being where its verb begins.

        None where a later one of them begins a clause of its own: "met Chile and Peru said".
        """
        run = self._of.get(party.start, ())
        if len(run) > 1 and party.end and not self._breaks(run, trigger):
            for entity in run:
                if entity.start != party.start:
                    yield _party(entity)

    def _runs(self, entities: Sequence[Entity]) -> Iterator[list[Entity]]:
        acting = [e for e in entities if e.actor_id and e.sense != "place"]
        run, closed = acting[:1], False
        for entity in acting[1:]:
            link = _LINK.fullmatch(self._text.body[run[-1].end : entity.start])
            if link is None or closed:
                yield from self._whole(run, closed)
                run, closed = [entity], False
            else:
                run.append(entity)
                closed = bool(link.group(1))
        yield from self._whole(run, closed)

    def _whole(self, run: list[Entity], closed: bool) -> Iterator[list[Entity]]:
        if len(run) < _FEWEST or not (closed or run[0].start < self._text.sentences[0][1]):
            return
        if len(run) > _FEWEST or not self._text.body[run[0].end : run[1].start].startswith(",") or not closed:
            yield run  # ", and" between two parts clauses

    def _breaks(self, run: Sequence[Entity], trigger: int) -> bool:
        if self._parse is None or trigger > run[0].start:
            return False
        for index, (start, end) in enumerate(self._text.sentences):
            if start <= run[0].start < end:
                sentence = self._parse.sentence(index)
                subjects = [sentence.starts[c.subject.first] for c in sentence.clauses if c.subject is not None]
                return any(run[0].start <= at <= run[-1].end for at in subjects)
        return False


def _party(entity: Entity) -> Party:
    return Party(
        text=entity.text,
        start=entity.start,
        end=entity.end,
        name=entity.name or entity.text,
        actor_id=entity.actor_id,
        person_id=entity.person_id,
    )
