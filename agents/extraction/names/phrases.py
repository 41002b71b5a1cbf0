"""Bodies and offices in plain words beside a name: `'s senior military officials`, `the president of `.

Called by `nominals`.  It reads the common nouns after or before a span by the lexicon's `offices.tsv`; what
they mean for the name is decided there.
"""

from __future__ import annotations

import re

from msgspec import Struct

from agents.lexicon.names import NO_OFFICE, Names, Office

_WORD = re.compile(r"[A-Za-z][\w-]*(?:['’](?!s\b)\w+)?")
_CHAIN = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern}){{0,6}}")
_FIRST = re.compile(r"(?:['’]s?|-led)? ([A-Za-z][\w-]*(?:['’](?!s\b)\w+)?)")
_GOES_ON = re.compile(r"[\w’']+-")  # "rebel-held"
_LONGER = re.compile(r"[\w’']+-|[A-Z]\w*(?:['’]s)? [A-Z]")  # "Afghan Girls Robotics Team", "British National Archives"
_OF = re.compile(r"((?:[A-Za-z-]+ ){0,3}[A-Za-z-]+) (of|in|for|throughout|across|from|inside) (?:the )?$")
_FLEEING = re.compile(
    r"\b((?i:refugees|civilians|people|families|migrants)) (?:who )?(?:fleeing|fled|escaping)"
    r" (?:[a-z-]+ ){1,6}(in|from) (?:the )?$"
)
_PREPOSITIONS = (" of ", " in ", " for ", " throughout ", " across ", " from ", " inside ", " the ")
_WORDS_OF = 6  # four, the preposition, the article
_WINDOW = 80
_MOST_MODIFIERS = 3
_LONGEST = 4


class Body(Struct, frozen=True, gc=False):
    """Words for a body or an office: where they begin and end, and whether they mean one person."""

    start: int
    end: int
    office: Office
    single: bool
    preposition: str = ""


NO_BODY = Body(0, 0, NO_OFFICE, False)


def after(body: str, at: int, limit: int, names: Names) -> Body:
    """Read the longest body right after `at` and before `limit`, a few modifiers left out."""
    begin = _FIRST.match(body, at)
    if begin is None or begin.group(1).lower() not in names.shapes["nominal.begin"]:
        return NO_BODY
    led = body[at : at + 1] == "-"  # "French-led forces" are France's, a French-led conference is not
    chain = _CHAIN.match(body, begin.start(1), min(limit, at + _WINDOW))
    words = [*_WORD.finditer(body, *chain.span())] if chain is not None else []
    for first in range(min(_MOST_MODIFIERS + 1, len(words))):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            made = _body(body, words[first].start(), words[last - 1].end(), names)
            longer = _GOES_ON if made.single else _LONGER
            fits = made.office.name != "" and (made.office.unit == "MIL" or not led)
            if fits and not longer.match(body, words[last - 1].start()):
                return made
        if words[first].group().lower() not in names.shapes["nominal.modifiers"]:
            return NO_BODY
    return NO_BODY


def _body(body: str, start: int, end: int, names: Names, preposition: str = "") -> Body:
    """Read words as a body; plurals of titles are known as titles too, but under the singular."""
    phrase = body[start:end].lower()
    office, title = names.bodies.get(phrase, NO_OFFICE), names.titles.get(phrase, NO_OFFICE)
    return Body(start, end, office, title.name == phrase, preposition)


def before(body: str, start: int, names: Names) -> Body:
    """Read the longest body that a preposition ties to the name at `start`: `the president of `, `rebels in `."""
    if not body.endswith(_PREPOSITIONS, 0, start):
        return NO_BODY
    window = max(0, start - _WINDOW)
    for shape, left in ((_OF, _words_back(body, window, start)), (_FLEEING, window)):
        found = shape.search(body, left, start)
        if found is None:
            continue
        for word in _WORD.finditer(body, *found.span(1)):
            made = _body(body, word.start(), found.end(1), names, found.group(2))
            if made.office.name:
                return made
    return NO_BODY


def _words_back(body: str, left: int, start: int) -> int:
    """Give where the last words before `start` begin, as many as `_OF` may span, but not before `left`."""
    at = start
    for _ in range(_WORDS_OF + 1):
        at = max(left - 1, body.rfind(" ", left, max(0, at)))
    return at + 1
