"""Which marked words are speech by themselves, and which are woven into the sentence around them; called by `find`.

"No," she said: read as one word, whatever stands in it.  He said the "old model" was dead: read like the words around
it, since no clause is whole without them.
"""

from __future__ import annotations

from agents.extraction.marks import Region
from agents.extraction.quotes.grammar import Grammar
from agents.extraction.quotes.tokens import SAID, Unit, role_of

_CLOSES = ",.?!…—-"


def is_woven(g: Grammar, unit: Unit, region: Region) -> bool:
    """Tell whether the marked words of a sentence are a part of its grammar."""
    if role_of(unit.body, region) != SAID:
        return True
    inner = unit.body[slice(*region.inner)]
    before = unit.body[unit.start : region.start].rstrip()
    if not inner.strip():
        return False
    if _goes_on(g, inner, unit.body[region.end : unit.end].lstrip()):
        return True
    if not before or not before[-1].isalnum():
        return False
    word = before.rsplit(maxsplit=1)[-1].lower()
    if word in g.speech.forms:
        return False
    return inner[0].islower() or word in g.subordinators or word in g.determiners


def _goes_on(g: Grammar, inner: str, after: str) -> bool:
    """Tell whether the sentence goes on behind the marks as if there were none."""
    if inner.rstrip()[-1] in _CLOSES or not after or not after[0].islower():
        return False
    word = after.split(maxsplit=1)[0].rstrip(",.;:")
    return not (word in g.pronouns or word in g.speech.forms or word in g.coordinators or word in g.parting)
