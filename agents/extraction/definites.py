"""`The minister`, `the president`: an office alone, standing for the last person named with it.

Called by `nominals`.  It resolves nothing that no title in the text has named before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import structs

from agents.records import Entity

_DEFINITE = re.compile(
    r"he (?<=\b[Tt]he )"  # so that the search can leap to a literal
    r"((?:(?:prime|foreign|defen[cs]e|finance|interior) )?(?:minister|secretary)|president|premier|chancellor"
    r"|ambassador|spokes(?:man|woman|person)|general|king|queen|envoy|secretary of state|secretary-general)\b"
    r"(?!(?:['’]s)? ?(?:of|for|[A-Z])|-)"
)
_START = attrgetter("start")


def find(body: str, titled: Sequence[tuple[Entity, str]]) -> list[Entity]:
    """Give an entity for every definite office that resolves; `titled` are the persons in order, with their titles."""
    if not titled:
        return []
    found = []
    held: dict[str, list[Entity]] = {}  # by office as it is called, those who may be meant
    for match in _DEFINITE.finditer(body):
        word = match.group(1).lower()
        if word not in held:
            held[word] = [e for e, title in titled if _same(title, word)]
        before = bisect_left(held[word], match.start(), key=_START)
        person = held[word][before - 1] if before else None
        if person is not None and (person.actor_id is not None or person.person_id is not None):
            start, end = match.span(1)
            found.append(_as_office(person, start, end, match.group(1)))
    return found


def _as_office(person: Entity, start: int, end: int, text: str) -> Entity:
    return structs.replace(
        person, start=start, end=end, text=text, subtype="nominal", rule="nominal:definite", score=0.7
    )


def _same(title: str, word: str) -> bool:
    """Tell whether `the minister` may mean somebody called foreign minister: the last words are the same."""
    return title == word or title.endswith(" " + word)
