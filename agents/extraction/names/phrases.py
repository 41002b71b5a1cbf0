"""Bodies and offices in plain words beside a name: `'s senior military officials`, `the president of `.

Called by `nominals`.  It reads the common nouns after or before a span by the lexicon's `offices.tsv`; what
they mean for the name is decided there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.lexicon.names import Names, Office

_WORD = re.compile(r"[A-Za-z][\w-]*(?:['’](?!s\b)\w+)?")
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
_FLIGHT = ("fleeing", "fled", "escaping")  # without one `_FLEEING` need not be tried
_WINDOW = 80
_MOST_MODIFIERS = 3
_LONGEST = 4


class Body(NamedTuple):
    """Words for a body or an office: where they begin and end, and whether they mean one person."""

    start: int
    end: int
    office: Office
    single: bool
    preposition: str = ""


def after(body: str, at: int, limit: int, names: Names) -> Body | None:
    """Read the longest body right after `at` and before `limit`, a few modifiers left out."""
    begin = _FIRST.match(body, at)
    if begin is None or begin.group(1).lower() not in names.shapes["nominal.begin"]:
        return None
    led = body[at : at + 1] == "-"  # "French-led forces" are France's, a French-led conference is not
    stop = min(limit, at + _WINDOW)
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(body, begin.start(1), stop):
        if (words and word.start() != words[-1].end() + 1) or len(words) > _MOST_MODIFIERS + _LONGEST:
            break
        words.append(word)
        if body[word.end() : min(word.end() + 1, stop)] != " ":
            break
    for first in range(min(_MOST_MODIFIERS + 1, len(words))):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            start, end = words[first].start(), words[last - 1].end()
            phrase = body[start:end].lower()
            office = names.bodies.get(phrase)
            if office is None or (led and office.unit != "MIL"):
                continue
            single = _is_one(phrase, names)
            if not (_GOES_ON if single else _LONGER).match(body, words[last - 1].start()):
                return Body(start, end, office, single) if office.unit else None
        if words[first].group().lower() not in names.shapes["nominal.modifiers"]:
            return None
    return None


def before(body: str, start: int, names: Names) -> Body | None:
    """Read the longest body that a preposition ties to the name at `start`: `the president of `, `rebels in `."""
    if not body.endswith(_PREPOSITIONS, 0, start):
        return None
    window = max(0, start - _WINDOW)
    shapes = [(_OF, _words_back(body, window, start))]
    if any(body.find(word, window, start) >= 0 for word in _FLIGHT):
        shapes.append((_FLEEING, window))
    for shape, left in shapes:
        found = shape.search(body, left, start)
        words = found.group(1).split() if found is not None else []
        for first in range(len(words)):
            phrase = " ".join(words[first:])
            office = names.bodies.get(phrase.lower())
            if found is not None and office is not None:
                begin = found.end(1) - len(phrase)
                made = Body(begin, found.end(1), office, _is_one(phrase.lower(), names), found.group(2))
                return made if office.unit else None
    return None


def _words_back(body: str, left: int, start: int) -> int:
    """Give where the last words before `start` begin, as many as `_OF` may span, but not before `left`."""
    at = start
    for _ in range(_WORDS_OF + 1):
        at = body.rfind(" ", left, at)
        if at < 0:
            return left
    return at + 1


def _is_one(phrase: str, names: Names) -> bool:
    """Tell whether the words are a title of one person; plurals are known as titles too, but under the singular."""
    office = names.titles.get(phrase)
    return office is not None and office.name == phrase
